package cn.biaozhengtong.scansession.session;

import cn.biaozhengtong.crypto.SignedContext;
import cn.biaozhengtong.crypto.session.Stampings;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What a platform gets of a completed session; certificates and signatures in Base64.
///
/// @param signature of the context
/// @param signatures all of them, in the order of `SessionSignatures`: the context's first
/// @param status the authority's statement that both certificates were good when these signatures
///   were complete: an OCSP response, DER
/// @param encryptionSerials `decrypt`: the certificates whose authorisations are among them
/// @param keys `decrypt`: what came of each wrapped key, in order
/// @param stampings `seal`: what of each document was signed; null in other kinds
public record SessionResult(
        SignedContext context,
        byte[] signature,
        List<byte[]> signatures,
        byte[] status,
        byte[] signingCertificate,
        byte[] encryptionCertificate,
        String enterpriseName,
        String uscc,
        String role,
        String rpAccount,
        String subject,
        List<String> encryptionSerials,
        List<OpenedKey> keys,
        @Nullable Stampings stampings) {
    /// @param keyHash `SM3` of the wrapped key
    /// @param key encrypted to the platform's certificate, GM/T 0009; null where it was not opened
    /// @param reason why not, or null
    /// @param fault whose that is, or null
    public record OpenedKey(
            String name,
            String keyHash,
            byte @Nullable [] key,
            @Nullable String reason,
            @Nullable Fault fault) {}

    /// Who answers for it.
    public enum Fault {
        bidder,
        platform,
        /// This service and those behind it.
        service,
        /// To be looked into: only the bidder's phone says so.
        disputed,
        /// Not yet decided.
        nobody
    }

    public SessionResult with(List<OpenedKey> opened) {
        return new SessionResult(
                context,
                signature,
                signatures,
                status,
                signingCertificate,
                encryptionCertificate,
                enterpriseName,
                uscc,
                role,
                rpAccount,
                subject,
                encryptionSerials,
                opened,
                stampings);
    }
}
