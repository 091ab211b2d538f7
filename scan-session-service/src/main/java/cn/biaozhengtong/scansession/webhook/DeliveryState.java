package cn.biaozhengtong.scansession.webhook;

import cn.biaozhengtong.kit.data.StateMachine;
import java.util.EnumSet;
import java.util.Set;

/// Of a webhook.
public enum DeliveryState implements StateMachine<DeliveryState> {
    /// Sent until it is taken, by the plan.
    pending,
    /// Taken.
    delivered,
    /// Given up; its platform may have it sent again.
    dead;

    @Override
    public Set<DeliveryState> next() {
        return switch (this) {
            case pending -> EnumSet.of(delivered, dead);
            case delivered -> EnumSet.of(pending);
            case dead -> EnumSet.of(pending);
        };
    }
}
