package cn.biaozhengtong.sdk;

import cn.biaozhengtong.crypto.SignedContext;
import cn.biaozhengtong.crypto.cert.Certificate;
import java.util.List;

/// Who approved a session, proven: the signatures over what was shown, the certificate chain to the
/// trusted root, and that the certificate is not revoked.
///
/// @param enterpriseName from the certificate
/// @param uscc from the certificate
/// @param accountId the platform's account that the certificate is bound to
/// @param role `administrator` or `agent`
/// @param certificate that signed
/// @param encryptionCertificate verified too; bids are encrypted to it
/// @param signatures `sign`: one per item, in order; `encrypt`: of the context, then of each file's
///   manifest; DER
/// @param keys `decrypt`: what came of each wrapped key, in order
public record VerifiedParty(
        String enterpriseName,
        String uscc,
        String accountId,
        String role,
        Certificate certificate,
        Certificate encryptionCertificate,
        SignedContext context,
        List<byte[]> signatures,
        List<OpenedKey> keys) {}
