package cn.biaozhengtong.enterprise.membership;

import cn.biaozhengtong.kit.events.Outbox;
import java.util.UUID;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;

/// What happens to members, told to the other services in the caller's transaction.
@Component
public class MembershipEvents {
    private final Outbox outbox;
    private final ApplicationEventPublisher inside;

    MembershipEvents(Outbox outbox, ApplicationEventPublisher inside) {
        this.inside = inside;
        this.outbox = outbox;
    }

    /// Why somebody belongs no longer.
    public enum Cause {
        /// By the administrator.
        removed,
        /// By himself.
        left,
        /// The account was deleted.
        deleted,
        /// Another administrator took the place, after a review.
        succeeded
    }

    /// `enterprise.membership.ended.v1`, as others read it.
    ///
    /// @param administratorId of the enterprise, who is told when somebody leaves
    record Ended(UUID enterpriseId, UUID accountId, UUID administratorId, String cause) {}

    /// `enterprise.membership.joined.v1`: an invitation was accepted.
    record Joined(UUID enterpriseId, UUID accountId, UUID administratorId) {}

    /// `enterprise.membership.{hand_over_offered,hand_over_declined,handed_over}.v1`.
    record HandOver(UUID enterpriseId, UUID handOverId, UUID fromId, UUID toId) {}

    /// `enterprise.membership.succession_requested.v1`: somebody asks to take the administrator's
    /// place, who is told.
    record SuccessionRequested(UUID enterpriseId, UUID accountId, UUID administratorId) {}

    /// Within the transaction: the account belongs no longer, whatever was granted to it ends.
    public record BelongsNoLonger(UUID enterpriseId, UUID accountId) {}

    public void ended(UUID enterprise, UUID account, UUID administrator, Cause cause) {
        inside.publishEvent(new BelongsNoLonger(enterprise, account));
        append(enterprise, "ended", new Ended(enterprise, account, administrator, cause.name()));
    }

    public void joined(UUID enterprise, UUID account, UUID administrator) {
        append(enterprise, "joined", new Joined(enterprise, account, administrator));
    }

    public void handOverOffered(UUID enterprise, UUID id, UUID from, UUID to) {
        append(enterprise, "hand_over_offered", new HandOver(enterprise, id, from, to));
    }

    public void handOverDeclined(UUID enterprise, UUID id, UUID from, UUID to) {
        append(enterprise, "hand_over_declined", new HandOver(enterprise, id, from, to));
    }

    public void handedOver(UUID enterprise, UUID id, UUID from, UUID to) {
        append(enterprise, "handed_over", new HandOver(enterprise, id, from, to));
    }

    public void successionRequested(UUID enterprise, UUID account, UUID administrator) {
        append(
                enterprise,
                "succession_requested",
                new SuccessionRequested(enterprise, account, administrator));
    }

    private void append(UUID enterprise, String what, Object event) {
        outbox.append(
                MembershipEvent.TOPIC,
                enterprise.toString(),
                "enterprise.membership." + what + ".v1",
                event);
    }
}
