package cn.biaozhengtong.caorder.issuance;

import cn.biaozhengtong.caorder.cosigning.Cosigner;
import cn.biaozhengtong.caorder.cosigning.SigningKeys;
import cn.biaozhengtong.caorder.escrow.KeyManagementCentre;
import cn.biaozhengtong.caorder.ordering.Order;
import cn.biaozhengtong.caorder.ordering.OrderRights;
import cn.biaozhengtong.caorder.pair.CertificateProblem;
import cn.biaozhengtong.caorder.pair.Certificates;
import cn.biaozhengtong.crypto.Preimage;
import cn.biaozhengtong.crypto.Scalar;
import cn.biaozhengtong.crypto.cert.CertificateRequest;
import cn.biaozhengtong.crypto.cert.VerifiedRequest;
import cn.biaozhengtong.crypto.twoparty.RoundAnswer;
import java.util.List;
import java.util.UUID;
import org.springframework.stereotype.Component;

/// Step 3 of a download: the finished signatures prove possession, and the pair is issued. A
/// repeat, also after a crash, gives the same pair.
@Component
public class DownloadCertificates {
    private final OrderRights rights;
    private final ProvePossession possession;
    private final Cosigner cosigner;
    private final KeyManagementCentre kmc;
    private final Shelf shelf;

    DownloadCertificates(
            OrderRights rights,
            ProvePossession possession,
            Cosigner cosigner,
            KeyManagementCentre kmc,
            Shelf shelf) {
        this.rights = rights;
        this.possession = possession;
        this.cosigner = cosigner;
        this.kmc = kmc;
        this.shelf = shelf;
    }

    /// Issuing and what was issued.
    @Component
    record Shelf(IssueCertificates issue, Certificates certificates) {}

    /// Everything DER; chain: issuing CA first, root last.
    public record Pair(
            Certificates.Stored signing,
            Certificates.Stored encryption,
            List<byte[]> chain,
            KeyManagementCentre.Handover handover) {}

    public Pair download(
            UUID account,
            UUID device,
            UUID orderId,
            UUID roundId,
            List<RoundAnswer> answers,
            byte[] wrappedShare) {
        Order order = rights.fetch(account, orderId);
        SigningKeys.Key key = possession.key(order, device);
        if (shelf.certificates().pair(orderId).isEmpty()) {
            List<Preimage> preimages = possession.preimages(order, key, wrappedShare);
            List<byte[]> signatures = cosigner.finish(key.id(), roundId, answers);
            // The round may have been opened over another wrapped share: verify over this one.
            key.publicKey().verify(preimages.get(1).toBytes(), signatures.get(1));
            VerifiedRequest request =
                    CertificateRequest.parse(
                            CertificateRequest.assemble(preimages.get(0), signatures.get(0)));
            Scalar da = kmc.unwrap(wrappedShare, orderId, account, device);
            shelf.issue().issue(orderId, key, request, da);
        }
        return resume(account, device, orderId);
    }

    /// What was issued, for a device that lost the answer.
    public Pair resume(UUID account, UUID device, UUID orderId) {
        Order order = rights.fetch(account, orderId);
        possession.key(order, device);
        shelf.issue().finish(orderId);
        List<Certificates.Stored> pair = shelf.certificates().pair(orderId);
        if (pair.size() != 2) {
            throw CertificateProblem.not_issued.exception();
        }
        return new Pair(pair.get(0), pair.get(1), shelf.issue().chain(), kmc.handover(orderId));
    }
}
