package cn.biaozhengtong.enterprise.handover;

import cn.biaozhengtong.crypto.Preimage;
import cn.biaozhengtong.kit.id.AccountId;
import cn.biaozhengtong.kit.id.EnterpriseId;
import cn.biaozhengtong.kit.id.Person;
import java.util.List;
import java.util.UUID;

/// Port to who keeps certificates and co-signs (ca-order-service).
public interface CertificateOffice {
    /// @param serverNonces `Q2`, 65 bytes each
    record Round(UUID roundId, List<byte[]> serverNonces) {}

    /// `r`, `s1` and opening, 32 bytes each.
    record Answer(byte[] r, byte[] s1, byte[] opening) {}

    /// Who signs with what.
    record Signer(Person person, String serial) {}

    /// Whether the account holds a certificate of the enterprise that is in force.
    boolean holds(AccountId account, EnterpriseId enterprise);

    /// @throws cn.biaozhengtong.kit.problem.ProblemException when it is not this account's, of this
    ///   enterprise, in force
    void mustBeOf(AccountId account, EnterpriseId enterprise, String serial);

    Round open(Signer signer, String session, Preimage preimage, byte[] commitment);

    /// The signature, which the office has verified over what the round was opened for; checked
    /// here over the preimage again.
    ///
    /// @throws cn.biaozhengtong.kit.problem.ProblemException such as `wrong-pin`
    byte[] finish(Signer signer, UUID round, Answer answer, Preimage preimage);
}
