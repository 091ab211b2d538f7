package cn.biaozhengtong.seal.making;

import cn.biaozhengtong.crypto.Preimage;
import cn.biaozhengtong.crypto.cert.SerialNumber;
import cn.biaozhengtong.kit.id.AccountId;
import cn.biaozhengtong.kit.id.EnterpriseId;
import cn.biaozhengtong.kit.id.Person;
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
    record Signer(Person person, SerialNumber serial) {}

    /// A signing certificate of an enterprise that is in force.
    ///
    /// @param holder name of the enterprise as it stands in it
    record Held(SerialNumber serial, AccountId account, String holder) {}

    List<Held> signingCertificates(EnterpriseId enterprise);

    /// Who holds, or held, these certificates of the enterprise.
    Set<AccountId> holders(EnterpriseId enterprise, List<SerialNumber> serials);

    Round open(Signer signer, String session, Preimage preimage, byte[] commitment);

    /// The signature, checked over the preimage.
    ///
    /// @throws cn.biaozhengtong.kit.problem.ProblemException such as `wrong-pin`
    Preimage finish(Signer signer, UUID round, Answer answer, Preimage preimage);
}
