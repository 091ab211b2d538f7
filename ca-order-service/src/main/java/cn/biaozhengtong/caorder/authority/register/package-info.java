/// Everything that this authority signs, written down before it is signed: subscribers' pairs,
/// platforms', operators' and our own servers' certificates. The transparency log, the lists and
/// OCSP tell what stands here and nothing else; only [Register] signs.
///
/// The table is written with guarded statements (JDBC): of a crowd that signs, revokes or releases
/// one certificate at once, one succeeds, and the transition table of [CertificateState] is in the
/// statement itself.
@NullMarked
package cn.biaozhengtong.caorder.authority.register;

import org.jspecify.annotations.NullMarked;
