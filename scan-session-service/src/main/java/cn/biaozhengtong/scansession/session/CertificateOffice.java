package cn.biaozhengtong.scansession.session;

import cn.biaozhengtong.crypto.Preimage;
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

    Holder holder(String serial);

    Round open(Holder holder, UUID session, List<Preimage> preimages, List<byte[]> commitments);

    /// @throws cn.biaozhengtong.kit.problem.ProblemException such as `wrong-pin`
    List<byte[]> finish(Holder holder, UUID round, List<Answer> answers);
}
