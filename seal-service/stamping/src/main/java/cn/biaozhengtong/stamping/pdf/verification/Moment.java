package cn.biaozhengtong.stamping.pdf.verification;

import cn.biaozhengtong.crypto.cert.VerifiedChain;
import java.time.Instant;
import java.util.Optional;

/// When a signature was made.
///
/// @param proven whether a time stamp proves it; else it is the signer's claim, or now where he
///   claims nothing
/// @param stamper whose time stamp proves it
record Moment(Instant at, boolean proven, Optional<VerifiedChain> stamper) {}
