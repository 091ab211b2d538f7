/// The one place where cryptography lives: SM2, SM3, SM4, certificates, two-party keys.
///
/// Server, bid tool, SDK and tests use it. No Spring, no logging, no global provider registration;
/// BouncyCastle stays under `internal`. Every refusal is a [CryptoException] whose message is alike
/// for outsiders; its [CryptoException.Reason] is for the caller's own decision only.
@NullMarked
package cn.biaozhengtong.crypto;

import org.jspecify.annotations.NullMarked;
