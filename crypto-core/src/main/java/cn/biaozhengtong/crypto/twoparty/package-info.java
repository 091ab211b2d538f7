/// Two-party SM2: a signing key that exists nowhere, and a decryption key split in two.
///
/// The server finishes a signature, never the device (RATIONALE.md says why). Notation: device
/// share `d1`, server share `d2`, `(1+d)^-1 = d1·d2 mod n`, `P1 = [1/d1]G`, `P = [1/d2]P1 − G`.
/// What would test a guessed PIN, and so must never be on the phone or in clear at rest: `P1`,
/// `db`, `[db]G`, `s1`, openings, `T`, transcripts of key generation, the received `da`.
@NullMarked
package cn.biaozhengtong.crypto.twoparty;

import org.jspecify.annotations.NullMarked;
