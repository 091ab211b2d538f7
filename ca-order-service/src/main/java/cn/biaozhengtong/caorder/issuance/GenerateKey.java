package cn.biaozhengtong.caorder.issuance;

import cn.biaozhengtong.caorder.cosigning.SigningKeys;
import cn.biaozhengtong.caorder.ordering.Order;
import cn.biaozhengtong.caorder.ordering.OrderId;
import cn.biaozhengtong.caorder.ordering.OrderProblem;
import cn.biaozhengtong.caorder.ordering.OrderRights;
import cn.biaozhengtong.caorder.ordering.OrderState;
import cn.biaozhengtong.caorder.ordering.Orders;
import cn.biaozhengtong.caorder.pair.PairOrigin;
import cn.biaozhengtong.caorder.pair.Pairs;
import cn.biaozhengtong.crypto.Point;
import cn.biaozhengtong.crypto.twoparty.Proof;
import cn.biaozhengtong.crypto.twoparty.ServerShare;
import cn.biaozhengtong.kit.id.Person;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/// Step 1 of a download: the server's answer to the device's share. Until certificates exist a
/// repeat replaces the key.
@Component
public class GenerateKey {
    private final Orders orders;
    private final OrderRights rights;
    private final Pairs pairs;
    private final SigningKeys keys;
    private final TransactionTemplate transactions;

    GenerateKey(
            Orders orders,
            OrderRights rights,
            Pairs pairs,
            SigningKeys keys,
            TransactionTemplate transactions) {
        this.orders = orders;
        this.rights = rights;
        this.pairs = pairs;
        this.keys = keys;
        this.transactions = transactions;
    }

    public record Generated(Point publicKey, Proof serverProof) {}

    public Generated generate(Person person, OrderId orderId, Point p1, Proof deviceProof) {
        Order order = rights.obtain(person.account(), orderId);
        if (order.state() != OrderState.awaiting_download) {
            throw OrderProblem.wrong_state.with(order.state().name());
        }
        byte[] context = ProvePossession.context(person, orderId.value());
        ServerShare share = ServerShare.generate(p1, deviceProof, context);
        transactions.executeWithoutResult(status -> {
            orders.lock(orderId);
            keys.replace(pairs.keyed(person, PairOrigin.order(orderId)), share);
        });
        return new Generated(share.publicKey().point(), share.prove(context));
    }
}
