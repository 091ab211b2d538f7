package cn.biaozhengtong.crypto.cert;

import cn.biaozhengtong.crypto.PublicKey;
import java.time.Instant;
import java.util.Optional;

/// Everything that decides the bytes of one certificate; two equal orders give one TBS.
///
/// @param uscc unified social credit code (统一社会信用代码) for 1.2.156.10260.4.1.4, or empty
/// @param notBefore truncated to whole seconds, as the encoding is
public record CertificateOrder(
        CertificateProfile profile,
        SerialNumber serial,
        DistinguishedName subject,
        PublicKey key,
        Instant notBefore,
        Instant notAfter,
        Optional<String> uscc) {}
