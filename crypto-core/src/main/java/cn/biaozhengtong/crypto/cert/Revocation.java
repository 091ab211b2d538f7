package cn.biaozhengtong.crypto.cert;

import java.time.Instant;

/// One revoked certificate.
///
/// @param reason CRLReason of RFC 5280 §5.3.1 (1 key compromise, 5 cessation, 6 hold, …)
public record Revocation(SerialNumber serial, Instant at, int reason) {}
