/// What a tender platform integrates with: open a session, show its QR, wait, verify.
///
/// Needs Java 17, crypto-core and the JDK's HTTP client; nothing else. Start at [ScanClient].
@NullMarked
package cn.biaozhengtong.sdk;

import org.jspecify.annotations.NullMarked;
