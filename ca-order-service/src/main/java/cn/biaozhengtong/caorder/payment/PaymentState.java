package cn.biaozhengtong.caorder.payment;

import cn.biaozhengtong.kit.data.StateMachine;
import java.util.EnumSet;
import java.util.Set;

/// Of one attempt to pay an order.
public enum PaymentState implements StateMachine<PaymentState> {
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

    @Override
    public Set<PaymentState> next() {
        return switch (this) {
            case intended -> EnumSet.of(open, paid, surplus, closed);
            case open -> EnumSet.of(paid, surplus, closed);
            case closed -> EnumSet.of(paid, surplus);
            case paid, surplus -> EnumSet.noneOf(PaymentState.class);
        };
    }
}
