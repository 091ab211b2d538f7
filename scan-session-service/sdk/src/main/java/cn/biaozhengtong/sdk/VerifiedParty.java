package cn.biaozhengtong.sdk;

import cn.biaozhengtong.crypto.SignedContext;
import cn.biaozhengtong.crypto.cert.Certificate;
import java.util.List;

/// Who approved a session, proven: the signatures over what was shown, the chains of both
/// certificates to the trusted root, and that both were good when the signatures were complete.
/// Account and role stand in what was signed.
///
/// @param enterpriseName from the certificate
/// @param uscc from the certificate
/// @param accountId the platform's account that the certificate is bound to
/// @param role `administrator` or `agent`
/// @param certificate that signed
/// @param encryptionCertificate verified too; bids are encrypted to it
/// @param signatures of the context, then `sign`: of each item, in order; `encrypt`: of each file's
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
        List<OpenedKey> keys) {
    /// `sign`: one for each item, in order; DER.
    public List<byte[]> itemSignatures() {
        return signatures.subList(1, signatures.size());
    }
}
