package cn.biaozhengtong.crypto.cert;

import java.time.Instant;

/// What an OCSP responder says of a certificate.
public sealed interface CertificateStatus {
    record Good() implements CertificateStatus {}

    /// @param reason CRLReason of RFC 5280 §5.3.1
    record Revoked(Instant at, int reason) implements CertificateStatus {}

    /// Not issued by this CA.
    record Unknown() implements CertificateStatus {}
}
