package cn.biaozhengtong.caorder.ordering;

import cn.biaozhengtong.kit.data.StateMachine;
import java.util.EnumSet;
import java.util.Set;

/// Named for who acts next; [#next] is the whole transition table.
public enum OrderState implements StateMachine<OrderState> {
    draft,
    awaiting_review,
    awaiting_approval,
    returned,
    rejected,
    awaiting_payment,
    awaiting_download,
    completed,
    /// Being closed at the payment channel, so that it can be paid no more.
    closing,
    closed,
    refunding,
    refunded;

    @Override
    public Set<OrderState> next() {
        return switch (this) {
            case draft -> EnumSet.of(awaiting_review, closed);
            case awaiting_review -> EnumSet.of(awaiting_approval, returned, rejected);
            case awaiting_approval -> EnumSet.of(awaiting_payment, returned, rejected);
            case returned -> EnumSet.of(awaiting_review, closed);
            case awaiting_payment -> EnumSet.of(awaiting_download, closing);
            case awaiting_download -> EnumSet.of(completed, refunding);
            // Money that came before the channel closed it is taken.
            case closing -> EnumSet.of(awaiting_download, closed);
            case refunding -> EnumSet.of(refunded);
            case rejected, completed, closed, refunded -> EnumSet.noneOf(OrderState.class);
        };
    }
}
