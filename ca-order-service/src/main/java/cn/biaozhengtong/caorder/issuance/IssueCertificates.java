package cn.biaozhengtong.caorder.issuance;

import cn.biaozhengtong.caorder.authority.register.CertificateState;
import cn.biaozhengtong.caorder.authority.register.Purpose;
import cn.biaozhengtong.caorder.authority.register.Register;
import cn.biaozhengtong.caorder.catalogue.Catalogue;
import cn.biaozhengtong.caorder.cosigning.SigningKeys;
import cn.biaozhengtong.caorder.escrow.KeyManagementCentre;
import cn.biaozhengtong.caorder.ordering.Order;
import cn.biaozhengtong.caorder.ordering.OrderId;
import cn.biaozhengtong.caorder.ordering.Orders;
import cn.biaozhengtong.caorder.ordering.Subject;
import cn.biaozhengtong.caorder.ordering.Subjects;
import cn.biaozhengtong.caorder.pair.CertificatePair;
import cn.biaozhengtong.caorder.pair.CertificateProblem;
import cn.biaozhengtong.caorder.pair.Certificates;
import cn.biaozhengtong.caorder.pair.Holder;
import cn.biaozhengtong.caorder.pair.PairId;
import cn.biaozhengtong.caorder.pair.PairOrigin;
import cn.biaozhengtong.caorder.pair.PairState;
import cn.biaozhengtong.caorder.pair.Pairs;
import cn.biaozhengtong.caorder.review.VerifyDecisions;
import cn.biaozhengtong.crypto.PublicKey;
import cn.biaozhengtong.crypto.Scalar;
import cn.biaozhengtong.crypto.cert.Certificate;
import cn.biaozhengtong.crypto.cert.CertificateOrder;
import cn.biaozhengtong.crypto.cert.CertificateProfile;
import cn.biaozhengtong.crypto.cert.SerialNumber;
import cn.biaozhengtong.crypto.cert.VerifiedRequest;
import cn.biaozhengtong.kit.audit.AuditLog;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/// Issues the pair of an order: verify both operators, reserve serials with linted TBS and the
/// escrowed key in one commit, then sign, then store. A crash after the commit is finished by a
/// repeat or by the register's reconciler, with the same serials.
@Component
public class IssueCertificates {
    private final Paperwork paperwork;
    private final Pairs pairs;
    private final Certificates certificates;
    private final Signing signing;
    private final TransactionTemplate transactions;

    IssueCertificates(
            Paperwork paperwork,
            Pairs pairs,
            Certificates certificates,
            Signing signing,
            TransactionTemplate transactions) {
        this.paperwork = paperwork;
        this.pairs = pairs;
        this.certificates = certificates;
        this.signing = signing;
        this.transactions = transactions;
    }

    /// Who signs, and who makes and keeps encryption keys.
    @Component
    record Signing(Register register, KeyManagementCentre kmc) {}

    /// What issuance reads: the order, its decisions, its product.
    @Component
    record Paperwork(
            Orders orders,
            VerifyDecisions decisions,
            Subjects subjects,
            Catalogue catalogue,
            Records records) {}

    /// What issuance notes, its time, and the keys that it issues for.
    @Component
    record Records(AuditLog audit, SigningKeys keys, Clock clock) {}

    public void issue(OrderId orderId, SigningKeys.Key key, VerifiedRequest request, Scalar da) {
        transactions.executeWithoutResult(status -> {
            Order order = paperwork.orders().lock(orderId);
            CertificatePair pair = pairs.lock(PairOrigin.order(orderId)).orElseThrow();
            if (pair.state() == PairState.keyed) {
                // No certificate over a key that its device has replaced meanwhile.
                paperwork.records().keys().mustBePending(key);
                mustHaveItsPlace(order);
                paperwork.orders().fulfil(order);
                paperwork.decisions().verify(order);
                reserve(order, pair, request, da);
            }
        });
        finish(key.pairId());
    }

    /// Of two orders for one place, of which a version before takes both, the second has none.
    private void mustHaveItsPlace(Order order) {
        SerialNumber predecessor = order.predecessor();
        if (predecessor == null) {
            return;
        }
        SerialNumber last = pairs.inPlaceOf(predecessor).signing().orElseThrow();
        if (certificates.find(last).orElseThrow().isSuperseded()) {
            throw CertificateProblem.predecessor_superseded.exception();
        }
    }

    /// Signs what is reserved and not yet in force; harmless when nothing is.
    public void finish(PairId pair) {
        for (Certificates.Stored it : certificates.pair(pair)) {
            if (it.state() == CertificateState.reserved) {
                signing.register().sign(signing.register().recorded(it.serial()));
            }
        }
    }

    /// The escrowed key follows the issuer and the serial number of what an outside CA made.
    @EventListener
    void renumbered(Register.Renumbered it) {
        Certificates.Stored now = certificates.find(it.made().serial()).orElseThrow();
        if (now.isEncryption()) {
            signing.kmc().renumber(it.from(), it.made());
        }
        paperwork
                .records()
                .audit()
                .record(
                        now.accountId().toString(),
                        "certificate.received",
                        now.pairId().toString(),
                        it.from() + " is " + it.made().serial());
    }

    private void reserve(Order order, CertificatePair pair, VerifiedRequest request, Scalar da) {
        Instant now = paperwork.records().clock().instant().truncatedTo(ChronoUnit.SECONDS);
        Catalogue.Product product = product(order);
        Subject subject = paperwork.subjects().of(order);
        CertificatePair.Serials serials =
                new CertificatePair.Serials(SerialNumber.random(), SerialNumber.random(), null);
        record(
                order(
                        order,
                        serials.signing(),
                        CertificateProfile.subscriber_signing,
                        request,
                        request.key(),
                        now));
        record(
                order(
                        order,
                        serials.encryption(),
                        CertificateProfile.subscriber_encryption,
                        request,
                        signing.kmc().create(serials.encryption(), da),
                        now));
        pairs.reserve(
                pair,
                new Holder(
                        order.enterpriseId(),
                        subject.uscc(),
                        subject.name(),
                        product.platformCode()),
                Set.copyOf(product.permissions()),
                serials);
        paperwork
                .records()
                .audit()
                .record(
                        pair.accountId().toString(),
                        "certificate.reserved",
                        order.getId().toString(),
                        serials.encryption().hex());
    }

    private void record(CertificateOrder certificate) {
        signing.register().record(Purpose.subscriber, certificate);
    }

    private Catalogue.Product product(Order order) {
        return paperwork.catalogue().product(order.productCode()).orElseThrow();
    }

    private CertificateOrder order(
            Order order,
            SerialNumber serial,
            CertificateProfile profile,
            VerifiedRequest request,
            PublicKey key,
            Instant now) {
        return new CertificateOrder(
                profile,
                serial,
                request.subject(),
                key,
                now,
                end(order, now),
                Optional.ofNullable(paperwork.subjects().of(order).uscc()));
    }

    /// A renewal loses no day; what takes another's place ends when that would have.
    private Instant end(Order order, Instant now) {
        Catalogue.Product product = product(order);
        SerialNumber predecessor = order.predecessor();
        if (predecessor == null) {
            return now.plus(product.validityDays(), ChronoUnit.DAYS);
        }
        Instant before = certificates.find(predecessor).orElseThrow().notAfter();
        if (!order.kind().supersedes()) {
            Instant from = before.isAfter(now) ? before : now;
            return from.plus(product.validityDays(), ChronoUnit.DAYS);
        }
        if (!before.isAfter(now)) {
            throw CertificateProblem.predecessor_expired.exception();
        }
        return before;
    }

    /// Issuing CA first, root last.
    List<byte[]> chain() {
        return signing.register().chain(Purpose.subscriber).stream()
                .map(Certificate::encoded)
                .toList();
    }
}
