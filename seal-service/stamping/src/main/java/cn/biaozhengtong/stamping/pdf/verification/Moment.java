package cn.biaozhengtong.stamping.pdf.verification;

import java.time.Instant;

/// When a signature was made.
///
/// @param proven whether a time stamp proves it; else it is the signer's claim, or now where he
///   claims nothing
record Moment(Instant at, boolean proven) {}
