package cn.biaozhengtong.enterprise.membership;

import cn.biaozhengtong.kit.events.Outbox;
import cn.biaozhengtong.kit.id.AccountId;
import cn.biaozhengtong.kit.id.EnterpriseId;
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
    record Ended(
            EnterpriseId enterpriseId,
            AccountId accountId,
            AccountId administratorId,
            String cause) {}

    /// `enterprise.membership.joined.v1`: an invitation was accepted.
    record Joined(EnterpriseId enterpriseId, AccountId accountId, AccountId administratorId) {}

    /// `enterprise.membership.{hand_over_offered,hand_over_declined,handed_over}.v1`.
    record HandOver(EnterpriseId enterpriseId, UUID handOverId, AccountId fromId, AccountId toId) {}

    /// `enterprise.membership.succession_requested.v1`: somebody asks to take the administrator's
    /// place, who is told.
    record SuccessionRequested(
            EnterpriseId enterpriseId, AccountId accountId, AccountId administratorId) {}

    /// Within the transaction: the account belongs no longer, whatever was granted to it ends.
    public record BelongsNoLonger(AccountId accountId, EnterpriseId enterpriseId) {}

    public void ended(
            AccountId account, EnterpriseId enterprise, AccountId administrator, Cause cause) {
        inside.publishEvent(new BelongsNoLonger(account, enterprise));
        append(enterprise, "ended", new Ended(enterprise, account, administrator, cause.name()));
    }

    public void joined(AccountId account, EnterpriseId enterprise, AccountId administrator) {
        append(enterprise, "joined", new Joined(enterprise, account, administrator));
    }

    public void handOverOffered(AccountId from, EnterpriseId enterprise, AccountId to, UUID id) {
        append(enterprise, "hand_over_offered", new HandOver(enterprise, id, from, to));
    }

    public void handOverDeclined(AccountId from, EnterpriseId enterprise, AccountId to, UUID id) {
        append(enterprise, "hand_over_declined", new HandOver(enterprise, id, from, to));
    }

    public void handedOver(AccountId from, EnterpriseId enterprise, AccountId to, UUID id) {
        append(enterprise, "handed_over", new HandOver(enterprise, id, from, to));
    }

    public void successionRequested(
            AccountId account, EnterpriseId enterprise, AccountId administrator) {
        append(
                enterprise,
                "succession_requested",
                new SuccessionRequested(enterprise, account, administrator));
    }

    private void append(EnterpriseId enterprise, String what, Object event) {
        outbox.append(
                MembershipEvent.TOPIC,
                enterprise.toString(),
                "enterprise.membership." + what + ".v1",
                event);
    }
}
