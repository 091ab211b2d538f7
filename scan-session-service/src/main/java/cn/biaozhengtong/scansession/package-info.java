/// Scan sessions between tender platforms and phones.
///
/// Owns relying parties, sessions, bindings and webhook deliveries; publishes
/// `scan-session.session` and `scan-session.binding`. Builds what is signed; never signs, and never
/// sees a bid.
@NullMarked
package cn.biaozhengtong.scansession;

import org.jspecify.annotations.NullMarked;
