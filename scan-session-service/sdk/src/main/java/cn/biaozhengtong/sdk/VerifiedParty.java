package cn.biaozhengtong.sdk;

import cn.biaozhengtong.crypto.SignedContext;
import cn.biaozhengtong.crypto.cert.Certificate;

/// Who approved a session, proven: the signature over the context that was shown, the certificate
/// chain to the trusted root, and that the certificate is not revoked.
///
/// @param enterpriseName from the certificate
/// @param uscc from the certificate
/// @param accountId the platform's account that the certificate is bound to
/// @param role `administrator` or `agent`
public record VerifiedParty(
        String enterpriseName,
        String uscc,
        String accountId,
        String role,
        Certificate certificate,
        SignedContext context) {}
