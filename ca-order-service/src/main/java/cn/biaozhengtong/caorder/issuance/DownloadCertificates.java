package cn.biaozhengtong.caorder.issuance;

import cn.biaozhengtong.caorder.cosigning.Cosigner;
import cn.biaozhengtong.caorder.cosigning.RoundId;
import cn.biaozhengtong.caorder.cosigning.SigningKeys;
import cn.biaozhengtong.caorder.escrow.KeyManagementCentre;
import cn.biaozhengtong.caorder.ordering.Order;
import cn.biaozhengtong.caorder.ordering.OrderId;
import cn.biaozhengtong.caorder.ordering.OrderRights;
import cn.biaozhengtong.caorder.pair.CertificatePair;
import cn.biaozhengtong.caorder.pair.CertificateProblem;
import cn.biaozhengtong.caorder.pair.Certificates;
import cn.biaozhengtong.caorder.pair.PairId;
import cn.biaozhengtong.caorder.pair.PairOrigin;
import cn.biaozhengtong.caorder.pair.Pairs;
import cn.biaozhengtong.crypto.Preimage;
import cn.biaozhengtong.crypto.Scalar;
import cn.biaozhengtong.crypto.cert.CertificateRequest;
import cn.biaozhengtong.crypto.cert.SerialNumber;
import cn.biaozhengtong.crypto.cert.VerifiedRequest;
import cn.biaozhengtong.crypto.twoparty.RoundAnswer;
import cn.biaozhengtong.kit.id.DeviceId;
import cn.biaozhengtong.kit.id.Person;
import java.util.List;
import java.util.Objects;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/// Step 3 of a download: the finished signatures prove possession, and the pair is issued. A
/// repeat, also after a crash, gives the same pair, split by the device's share of that round.
///
/// `[db]G` is in the answer to a finished round only, and only until the device confirmed: with it
/// and the phone's storage, guesses of the PIN could be tried without us.
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
    record Shelf(
            IssueCertificates issue,
            Pairs pairs,
            Certificates certificates,
            SigningKeys keys,
            TransactionTemplate transactions) {}

    /// Everything DER; chain: issuing CA first, root last.
    public record Pair(
            Certificates.Stored signing, Certificates.Stored encryption, List<byte[]> chain) {}

    /// @param handover what the device checks its share against, and forgets
    public record Downloaded(Pair pair, KeyManagementCentre.Handover handover) {}

    public Downloaded download(
            Person person,
            OrderId orderId,
            RoundId roundId,
            List<RoundAnswer> answers,
            byte[] wrappedShare) {
        Order order = rights.obtain(person.account(), orderId);
        SigningKeys.Key key = possession.pendingKey(order, person.device());
        List<Preimage> preimages = possession.preimages(order, key, wrappedShare);
        List<byte[]> signatures = cosigner.finish(key.id(), roundId, answers);
        // The round may have been opened over another wrapped share: verify over this one.
        key.publicKey().verify(preimages.get(1).toBytes(), signatures.get(1));
        Scalar da = kmc.unwrap(person, orderId.value(), wrappedShare);
        PairOrigin origin = PairOrigin.order(orderId);
        if (shelf.pairs().of(origin).flatMap(CertificatePair::signing).isEmpty()) {
            VerifiedRequest request =
                    CertificateRequest.parse(
                            CertificateRequest.assemble(preimages.get(0), signatures.get(0)));
            shelf.issue().issue(orderId, key, request, da);
        }
        Pair pair = issued(person, orderId);
        return new Downloaded(pair, handover(person.device(), orderId, key, pair, da));
    }

    private KeyManagementCentre.Handover handover(
            DeviceId device, OrderId orderId, SigningKeys.Key key, Pair pair, Scalar da) {
        return Objects.requireNonNull(
                shelf.transactions()
                        .execute(status -> {
                            shelf.pairs().mustGoOn(key.pairId());
                            shelf.keys().mustBePending(key);
                            pair.signing().mustBeActive();
                            pair.encryption().mustBeActive();
                            mustLieOn(device, pair.encryption().serial());
                            kmc.splitAnew(pair.encryption().serial(), da);
                            return kmc.handover(pair.encryption().serial(), orderId.value());
                        }));
    }

    /// A recovery of a newer certificate may have taken this key along to another phone.
    private void mustLieOn(DeviceId device, SerialNumber serial) {
        if (!shelf.certificates().lock(serial).deviceId().equals(device)) {
            throw CertificateProblem.other_device.exception();
        }
    }

    /// What was issued, for a device that lost the answer: certificates and nothing else.
    public Pair issued(Person person, OrderId orderId) {
        Order order = rights.fetch(person.account(), orderId);
        possession.key(order, person.device());
        PairId id =
                shelf.pairs()
                        .of(PairOrigin.order(orderId))
                        .map(CertificatePair::pairId)
                        .orElseThrow(CertificateProblem.not_issued::exception);
        shelf.issue().finish(id);
        List<Certificates.Stored> pair = shelf.certificates().pair(id);
        if (pair.size() != 2) {
            throw CertificateProblem.not_issued.exception();
        }
        return new Pair(pair.get(0), pair.get(1), shelf.issue().chain());
    }
}
