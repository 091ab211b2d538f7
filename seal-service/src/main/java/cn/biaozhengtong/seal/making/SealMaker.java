package cn.biaozhengtong.seal.making;

import cn.biaozhengtong.crypto.Preimage;
import cn.biaozhengtong.crypto.cert.SerialNumber;
import cn.biaozhengtong.crypto.seal.SealPicture;
import cn.biaozhengtong.kit.id.EnterpriseId;
import cn.biaozhengtong.seal.life.SealId;
import cn.biaozhengtong.seal.life.SealKind;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// Port to who signs seals (ca-order-service). A repeat of one version gives the same.
public interface SealMaker {
    /// A version that is to be made.
    record Wish(
            SealId seal,
            int version,
            EnterpriseId enterprise,
            SealKind kind,
            String name,
            List<SerialNumber> signers) {}

    /// The administrator's signature over it.
    record Order(SerialNumber serial, Instant at, Preimage signature) {}

    /// @param order none when only the list changes, among the same people
    /// @return DER of SESeal
    /// @throws cn.biaozhengtong.kit.problem.ProblemException when power or certificates are missing
    Preimage make(Wish wish, SealPicture picture, Optional<Order> order);
}
