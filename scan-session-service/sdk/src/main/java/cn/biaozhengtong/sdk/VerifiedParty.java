package cn.biaozhengtong.sdk;

import cn.biaozhengtong.crypto.SignedContext;
import cn.biaozhengtong.crypto.cert.Certificate;
import java.util.List;

/// Who approved a session, proven: the signatures over what was shown, the chains of both
/// certificates to the trusted root, and that both were good when the signatures were complete.
/// Account and role stand in what was signed.
///
/// @param party from the certificate
/// @param accountId the platform's account that the certificate is bound to
/// @param role `administrator` or `agent` of the enterprise, or `person`
/// @param certificate that signed
/// @param encryptionCertificate verified too; bids are encrypted to it
/// @param signatures of the context, then `sign`: of each item, in order; `seal`: of the list, then
///   of each document; `encrypt`: of each file's manifest; DER
/// @param keys `decrypt`: what came of each wrapped key, in order
public record VerifiedParty(
        Party party,
        String accountId,
        String role,
        Certificate certificate,
        Certificate encryptionCertificate,
        SignedContext context,
        List<byte[]> signatures,
        List<OpenedKey> keys) {
    /// Of the enterprise, or of the person.
    public String enterpriseName() {
        return party.name();
    }

    /// Empty for a person.
    public String uscc() {
        return party instanceof Party.Enterprise it ? it.uscc() : "";
    }

    /// `sign`: one for each item, in order; DER.
    public List<byte[]> itemSignatures() {
        return signatures.subList(1, signatures.size());
    }
}
