package cn.biaozhengtong.caorder.issuance;

import cn.biaozhengtong.caorder.cosigning.SigningKeys;
import cn.biaozhengtong.caorder.ordering.Order;
import cn.biaozhengtong.caorder.ordering.OrderId;
import cn.biaozhengtong.caorder.ordering.OrderRights;
import cn.biaozhengtong.caorder.ordering.OrderState;
import cn.biaozhengtong.caorder.ordering.Orders;
import cn.biaozhengtong.caorder.pair.CertificatePair;
import cn.biaozhengtong.caorder.pair.CertificateProblem;
import cn.biaozhengtong.caorder.pair.PairOrigin;
import cn.biaozhengtong.caorder.pair.Pairs;
import cn.biaozhengtong.caorder.payment.Ledger;
import cn.biaozhengtong.caorder.standing.RevokeCertificate;
import cn.biaozhengtong.crypto.cert.SerialNumber;
import cn.biaozhengtong.kit.id.Person;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/// Step 4 of a download: the device has checked and stored its pair; the order is completed, the
/// key is active, and what the order was for takes effect: the claimer becomes administrator, a
/// superseded certificate ends.
@Component
public class ConfirmDownload {
    private final OrderRights rights;
    private final Orders orders;
    private final SigningKeys keys;
    private final Pairs pairs;
    private final Effects effects;
    private final TransactionTemplate transactions;

    ConfirmDownload(
            OrderRights rights,
            Orders orders,
            SigningKeys keys,
            Pairs pairs,
            Effects effects,
            TransactionTemplate transactions) {
        this.rights = rights;
        this.orders = orders;
        this.keys = keys;
        this.pairs = pairs;
        this.effects = effects;
        this.transactions = transactions;
    }

    /// What follows from a completed order.
    @Component
    record Effects(Ledger ledger, RevokeCertificate revoke) {}

    public void confirm(Person person, OrderId orderId) {
        rights.fetch(person.account(), orderId);
        transactions.executeWithoutResult(status -> complete(person, orderId));
    }

    private void complete(Person person, OrderId orderId) {
        Order order = orders.lock(orderId);
        CertificatePair pair =
                pairs.lock(PairOrigin.order(orderId))
                        .filter(it -> it.deviceId().equals(person.device()))
                        .orElseThrow(CertificateProblem.key_missing::exception);
        if (order.state() == OrderState.completed) {
            return;
        }
        pairs.confirm(pair);
        // Pairs are locked before the audit log is: so everywhere.
        supersede(order, pair);
        keys.of(pair.pairId()).map(SigningKeys.Key::id).ifPresent(keys::confirm);
        orders.move(order, OrderState.completed, person.account().toString(), null, "completed");
        effects.ledger().earned(orderId, order.priceCents());
    }

    private void supersede(Order order, CertificatePair pair) {
        SerialNumber predecessor = order.predecessor();
        if (predecessor != null && order.kind().supersedes()) {
            effects.revoke().supersede(predecessor, pair.signing().orElseThrow());
        }
    }
}
