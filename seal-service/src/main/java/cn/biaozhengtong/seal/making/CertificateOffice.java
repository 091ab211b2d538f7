package cn.biaozhengtong.seal.making;

import cn.biaozhengtong.crypto.Preimage;
import cn.biaozhengtong.crypto.cert.SerialNumber;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/// Port to who keeps certificates and co-signs (ca-order-service).
public interface CertificateOffice {
    /// @param serverNonces `Q2`, 65 bytes each
    record Round(UUID roundId, List<byte[]> serverNonces) {}

    /// `r`, `s1` and opening, 32 bytes each.
    record Answer(byte[] r, byte[] s1, byte[] opening) {}

    /// Who signs with what.
    record Signer(UUID account, UUID device, SerialNumber serial) {}

    /// A signing certificate of an enterprise that is in force.
    ///
    /// @param holder name of the enterprise as it stands in it
    record Held(SerialNumber serial, UUID account, String holder) {}

    List<Held> signingCertificates(UUID enterprise);

    /// Who holds, or held, these certificates of the enterprise.
    Set<UUID> holders(UUID enterprise, List<SerialNumber> serials);

    Round open(Signer signer, String session, Preimage preimage, byte[] commitment);

    /// The signature, checked over the preimage.
    ///
    /// @throws cn.biaozhengtong.kit.problem.ProblemException such as `wrong-pin`
    Preimage finish(Signer signer, UUID round, Answer answer, Preimage preimage);
}
