package cn.biaozhengtong.scansession.session;

import cn.biaozhengtong.crypto.Preimage;
import cn.biaozhengtong.crypto.session.DecryptionAuthorisation;
import java.util.List;
import java.util.UUID;

/// Port to who keeps certificates and co-signs (ca-order-service).
public interface CertificateOffice {
    /// @param state `active`, `revoked` or `expired`
    record Holder(
            String serial,
            UUID accountId,
            UUID deviceId,
            UUID enterpriseId,
            String holder,
            String uscc,
            String platformCode,
            String state,
            byte[] signingCertificate,
            byte[] encryptionCertificate) {}

    /// @param serverNonces `Q2`, 65 bytes each
    record Round(UUID roundId, List<byte[]> serverNonces) {}

    /// `r`, `s1` and opening, 32 bytes each.
    record Answer(byte[] r, byte[] s1, byte[] opening) {}

    /// @param wrapped whole wrapped keys, in the order of the authorisation's hashes
    record Authorised(DecryptionAuthorisation authorisation, List<byte[]> wrapped) {}

    /// What is signed with one PIN before keys are opened.
    record DecryptionWish(Preimage context, List<Authorised> authorisations) {}

    /// @param signatures of the context, then of each authorisation
    /// @param partials `T`, 65 bytes each, of all wrapped keys in order
    record Answered(List<byte[]> signatures, List<byte[]> partials) {}

    /// The certificate's OCSP answer, a time stamp over a digest, and the issuers in PEM.
    record Proofs(byte[] ocsp, byte[] timeStamp, String chainPem) {}

    Holder holder(String serial);

    Round openDecryption(Holder holder, DecryptionWish wish, List<byte[]> commitments);

    Answered finishDecryption(Holder holder, DecryptionWish wish, UUID round, List<Answer> answers);

    /// @param digest `SM3`, 32 bytes
    Proofs prove(byte[] signingCertificate, byte[] digest);

    Round open(Holder holder, UUID session, List<Preimage> preimages, List<byte[]> commitments);

    /// @throws cn.biaozhengtong.kit.problem.ProblemException such as `wrong-pin`
    List<byte[]> finish(Holder holder, UUID round, List<Answer> answers);
}
