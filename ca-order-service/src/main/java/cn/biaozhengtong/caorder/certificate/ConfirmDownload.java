package cn.biaozhengtong.caorder.certificate;

import cn.biaozhengtong.caorder.cosigning.SigningKeys;
import cn.biaozhengtong.caorder.ordering.Order;
import cn.biaozhengtong.caorder.ordering.OrderState;
import cn.biaozhengtong.caorder.ordering.Orders;
import cn.biaozhengtong.caorder.payment.Ledger;
import cn.biaozhengtong.kit.events.Outbox;
import java.util.List;
import java.util.UUID;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/// Step 4 of a download: the device has checked and stored its pair; the order is completed, the
/// key is active, and the claimer becomes administrator.
@Component
public class ConfirmDownload {
    private static final String TOPIC = "ca-order.certificate";

    private final Orders orders;
    private final SigningKeys keys;
    private final Certificates certificates;
    private final Ledger ledger;
    private final Outbox outbox;

    ConfirmDownload(
            Orders orders,
            SigningKeys keys,
            Certificates certificates,
            Ledger ledger,
            Outbox outbox) {
        this.ledger = ledger;
        this.orders = orders;
        this.keys = keys;
        this.certificates = certificates;
        this.outbox = outbox;
    }

    /// `ca-order.certificate.issued.v1`, as others read it.
    record CertificateIssued(
            String serial,
            String encryptionSerial,
            UUID orderId,
            UUID accountId,
            UUID enterpriseId,
            String uscc,
            String enterpriseName,
            String platformCode) {}

    @Transactional
    public void confirm(UUID account, UUID device, UUID orderId) {
        orders.of(account, orderId);
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
        ledger.earned(orderId, order.priceCents());
        Certificates.Stored signing = pair.get(0);
        outbox.append(
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
