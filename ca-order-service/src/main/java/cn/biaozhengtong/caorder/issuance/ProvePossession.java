package cn.biaozhengtong.caorder.issuance;

import cn.biaozhengtong.caorder.cosigning.Cosigner;
import cn.biaozhengtong.caorder.cosigning.SigningKeys;
import cn.biaozhengtong.caorder.ordering.Order;
import cn.biaozhengtong.caorder.ordering.OrderId;
import cn.biaozhengtong.caorder.ordering.OrderRights;
import cn.biaozhengtong.caorder.ordering.Subject;
import cn.biaozhengtong.caorder.ordering.Subjects;
import cn.biaozhengtong.caorder.pair.CertificateProblem;
import cn.biaozhengtong.caorder.pair.PairOrigin;
import cn.biaozhengtong.caorder.pair.Pairs;
import cn.biaozhengtong.crypto.Preimage;
import cn.biaozhengtong.crypto.SignedContext;
import cn.biaozhengtong.crypto.Sm3;
import cn.biaozhengtong.crypto.cert.CertificateRequest;
import cn.biaozhengtong.crypto.cert.DistinguishedName;
import cn.biaozhengtong.crypto.twoparty.NonceCommitment;
import cn.biaozhengtong.crypto.twoparty.RoundSession;
import cn.biaozhengtong.kit.id.DeviceId;
import cn.biaozhengtong.kit.id.Person;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.springframework.stereotype.Component;

/// Step 2 of a download: what the new key signs, a certification request (proof of possession) and
/// the escrow authorisation over the wrapped decryption share (so that no relay swaps it).
@Component
public class ProvePossession {
    private final OrderRights rights;
    private final Subjects subjects;
    private final Pairs pairs;
    private final SigningKeys keys;
    private final Cosigner cosigner;

    ProvePossession(
            OrderRights rights,
            Subjects subjects,
            Pairs pairs,
            SigningKeys keys,
            Cosigner cosigner) {
        this.rights = rights;
        this.subjects = subjects;
        this.pairs = pairs;
        this.keys = keys;
        this.cosigner = cosigner;
    }

    /// @param preimages request first, authorisation second
    public record Opened(Cosigner.Opened round, List<Preimage> preimages) {}

    public Opened open(
            Person person,
            OrderId orderId,
            List<NonceCommitment> commitments,
            byte[] wrappedShare) {
        Order order = rights.obtain(person.account(), orderId);
        SigningKeys.Key key = pendingKey(order, person.device());
        List<Preimage> preimages = preimages(order, key, wrappedShare);
        return new Opened(
                cosigner.open(
                        key.id(), RoundSession.download(orderId.value()), preimages, commitments),
                preimages);
    }

    SigningKeys.Key key(Order order, DeviceId device) {
        SigningKeys.Key key =
                pairs.of(PairOrigin.order(order.orderId()))
                        .flatMap(pair -> keys.of(pair.pairId()))
                        .orElseThrow(CertificateProblem.key_missing::exception);
        if (!key.deviceId().equals(device)) {
            throw CertificateProblem.other_device.exception();
        }
        return key;
    }

    /// The key until its device confirmed that it has everything.
    SigningKeys.Key pendingKey(Order order, DeviceId device) {
        SigningKeys.Key key = key(order, device);
        if (!key.isPending()) {
            throw CertificateProblem.downloaded.exception();
        }
        return key;
    }

    List<Preimage> preimages(Order order, SigningKeys.Key key, byte[] wrappedShare) {
        return preimages(order.getId(), subject(order), key, List.of(wrappedShare));
    }

    /// What a new key signs for an order or a recovery.
    ///
    /// @param wrappedShares one for each encryption key
    public static List<Preimage> preimages(
            UUID id, DistinguishedName subject, SigningKeys.Key key, List<byte[]> wrappedShares) {
        List<String> fields = new ArrayList<>();
        fields.add("bzt/escrow-authorisation/v1");
        fields.add(id.toString());
        fields.add(key.accountId().toString());
        fields.add(key.deviceId().toString());
        wrappedShares.forEach(it -> fields.add(Sm3.hex(it)));
        String authorisation = SignedContext.hashOf(fields);
        return List.of(
                CertificateRequest.tbs(subject, key.publicKey()),
                Preimage.of(authorisation.getBytes(StandardCharsets.US_ASCII)));
    }

    /// What both proofs of a new key are bound to: `order:…;account:…;device:…` in UTF-8.
    ///
    /// @param id of the order or the recovery
    public static byte[] context(Person person, UUID id) {
        return ("order:" + id + ";account:" + person.account() + ";device:" + person.device())
                .getBytes(StandardCharsets.UTF_8);
    }

    DistinguishedName subject(Order order) {
        return name(subjects.of(order), order.productCode());
    }

    /// O is the enterprise, or 个人; OU the product; CN whoever holds it.
    private static DistinguishedName name(Subject subject, String product) {
        String person = subject.person();
        return DistinguishedName.of(
                subject.isPersonal() ? "个人" : subject.name(),
                product,
                person == null ? subject.name() : person);
    }
}
