package cn.biaozhengtong.scansession.webhook;

import cn.biaozhengtong.kit.data.State;
import java.util.Map;
import java.util.Set;

/// Of a webhook.
public enum DeliveryState implements State<DeliveryState> {
    /// Sent until it is taken, by the plan.
    pending,
    /// Taken.
    delivered,
    /// Given up; its platform may have it sent again.
    dead;

    private static final Map<DeliveryState, Set<DeliveryState>> TABLE =
            Map.of(
                    pending, Set.of(delivered, dead),
                    delivered, Set.of(pending),
                    dead, Set.of(pending));

    @Override
    public boolean mayBecome(DeliveryState next) {
        return TABLE.getOrDefault(this, Set.of()).contains(next);
    }
}
