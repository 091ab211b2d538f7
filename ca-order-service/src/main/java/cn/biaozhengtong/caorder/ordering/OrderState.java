package cn.biaozhengtong.caorder.ordering;

import java.util.Map;
import java.util.Set;

/// Named for who acts next; [#mayBecome] is the whole transition table.
public enum OrderState {
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

    private static final Map<OrderState, Set<OrderState>> TABLE =
            Map.of(
                    draft, Set.of(awaiting_review, closed),
                    awaiting_review, Set.of(awaiting_approval, returned, rejected),
                    awaiting_approval, Set.of(awaiting_payment, returned, rejected),
                    returned, Set.of(awaiting_review, closed),
                    awaiting_payment, Set.of(awaiting_download, closing),
                    // Money that came before the channel closed it is taken.
                    closing, Set.of(awaiting_download, closed),
                    awaiting_download, Set.of(completed, refunding),
                    refunding, Set.of(refunded));

    public boolean mayBecome(OrderState next) {
        return TABLE.getOrDefault(this, Set.of()).contains(next);
    }
}
