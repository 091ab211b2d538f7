package cn.biaozhengtong.caorder.issuance;

import cn.biaozhengtong.caorder.cosigning.SigningKeys;
import cn.biaozhengtong.caorder.ordering.Order;
import cn.biaozhengtong.caorder.ordering.OrderRights;
import cn.biaozhengtong.caorder.ordering.OrderState;
import cn.biaozhengtong.caorder.ordering.Orders;
import cn.biaozhengtong.caorder.pair.CertificateProblem;
import cn.biaozhengtong.caorder.pair.Certificates;
import cn.biaozhengtong.caorder.payment.Ledger;
import cn.biaozhengtong.caorder.standing.RevokeCertificate;
import cn.biaozhengtong.crypto.cert.SerialNumber;
import cn.biaozhengtong.kit.events.Outbox;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/// Step 4 of a download: the device has checked and stored its pair; the order is completed, the
/// key is active, and what the order was for takes effect: the claimer becomes administrator, a
/// superseded certificate ends.
@Component
public class ConfirmDownload {
    private static final String TOPIC = "ca-order.certificate";

    private final OrderRights rights;
    private final Orders orders;
    private final SigningKeys keys;
    private final Certificates certificates;
    private final Effects effects;
    private final TransactionTemplate transactions;

    ConfirmDownload(
            OrderRights rights,
            Orders orders,
            SigningKeys keys,
            Certificates certificates,
            Effects effects,
            TransactionTemplate transactions) {
        this.rights = rights;
        this.orders = orders;
        this.keys = keys;
        this.certificates = certificates;
        this.effects = effects;
        this.transactions = transactions;
    }

    /// What follows from a completed order.
    @Component
    record Effects(Ledger ledger, RevokeCertificate revoke, Outbox outbox) {}

    /// `ca-order.certificate.issued.v1`, as others read it.
    record CertificateIssued(
            String serial,
            String encryptionSerial,
            UUID orderId,
            UUID accountId,
            @Nullable UUID enterpriseId,
            @Nullable String uscc,
            String enterpriseName,
            String platformCode) {}

    public void confirm(UUID account, UUID device, UUID orderId) {
        rights.fetch(account, orderId);
        transactions.executeWithoutResult(status -> complete(account, device, orderId));
    }

    private void complete(UUID account, UUID device, UUID orderId) {
        Order order = orders.lock(orderId);
        SigningKeys.Key key =
                keys.ofOrder(orderId)
                        .filter(k -> k.deviceId().equals(device))
                        .orElseThrow(CertificateProblem.key_missing::exception);
        if (order.state() == OrderState.completed) {
            return;
        }
        List<Certificates.Stored> pair = certificates.pair(orderId);
        boolean both = pair.size() == 2 && pair.stream().allMatch(Certificates.Stored::isActive);
        if (!both) {
            throw CertificateProblem.not_issued.exception();
        }
        keys.move(key.id(), "pending", "active");
        orders.move(order, OrderState.completed, account.toString(), null, "completed");
        effects.ledger().earned(orderId, order.priceCents());
        Certificates.Stored signing = pair.get(0);
        SerialNumber predecessor = order.predecessor();
        if (predecessor != null && order.kind().supersedes()) {
            effects.revoke().supersede(predecessor, signing.serial());
        }
        effects.outbox()
                .append(
                        TOPIC,
                        signing.serial().hex(),
                        "ca-order.certificate.issued.v1",
                        new CertificateIssued(
                                signing.serial().hex(),
                                pair.get(1).serial().hex(),
                                orderId,
                                account,
                                signing.enterpriseId(),
                                signing.uscc(),
                                signing.holder(),
                                signing.platformCode()));
    }
}
