package cn.biaozhengtong.caorder.payment;

import cn.biaozhengtong.kit.data.State;
import java.util.Map;
import java.util.Set;

/// Of one attempt to pay an order.
public enum PaymentState implements State<PaymentState> {
    /// Recorded; its channel may not know it.
    intended,
    /// The payer can pay.
    open,
    /// It paid the order.
    paid,
    /// Ended at its channel; money that comes all the same still counts.
    closed,
    /// Paid for an order that was paid or closed: it is paid back.
    surplus;

    private static final Map<PaymentState, Set<PaymentState>> TABLE =
            Map.of(
                    intended, Set.of(open, paid, surplus, closed),
                    open, Set.of(paid, surplus, closed),
                    closed, Set.of(paid, surplus));

    @Override
    public boolean mayBecome(PaymentState next) {
        return TABLE.getOrDefault(this, Set.of()).contains(next);
    }
}
