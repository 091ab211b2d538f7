package cn.biaozhengtong.caorder.standing.messaging;

import cn.biaozhengtong.caorder.hold.Hold;
import cn.biaozhengtong.kit.events.InboundEvent;
import cn.biaozhengtong.kit.events.Inbox;
import cn.biaozhengtong.kit.id.AccountId;
import cn.biaozhengtong.kit.id.EnterpriseId;
import java.util.Optional;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.springframework.kafka.annotation.KafkaListener;
import org.springframework.stereotype.Component;

/// Who no longer belongs to an enterprise, holds nothing in its name that anybody trusts, until he
/// belongs again: by an invitation, by a request that was approved, or in an administrator's place.
@Component
class MembershipEvents {
    private final Inbox inbox;
    private final PowerInbox power;

    MembershipEvents(Inbox inbox, PowerInbox power) {
        this.inbox = inbox;
        this.power = power;
    }

    /// The fields of `enterprise.membership.{ended,joined}.v1` read here.
    record Member(UUID enterpriseId, UUID accountId) {
        Hold hold() {
            return new Hold.MembershipEnded(
                    new AccountId(accountId), new EnterpriseId(enterpriseId));
        }
    }

    /// The fields of `enterprise.membership.ended.v1` read here.
    ///
    /// @param administratorId who took the place, when the cause is `succeeded`
    record Ended(UUID enterpriseId, UUID administratorId, String cause) {
        Hold successors() {
            return new Hold.MembershipEnded(
                    new AccountId(administratorId), new EnterpriseId(enterpriseId));
        }
    }

    /// The fields of `enterprise.membership.approved.v1` read here.
    record Approved(UUID enterpriseId, UUID applicantId) {
        Hold hold() {
            return new Hold.MembershipEnded(
                    new AccountId(applicantId), new EnterpriseId(enterpriseId));
        }
    }

    @KafkaListener(topics = "enterprise.membership", groupId = PowerInbox.GROUP)
    void on(ConsumerRecord<String, String> message) {
        power.take("certificates", message, this::ended, this::begun);
    }

    private Optional<Hold> ended(InboundEvent event) {
        return event.type().equals("enterprise.membership.ended.v1")
                ? Optional.of(member(event))
                : Optional.empty();
    }

    private Optional<Hold> begun(InboundEvent event) {
        return switch (event.type()) {
            case "enterprise.membership.joined.v1" -> Optional.of(member(event));
            case "enterprise.membership.approved.v1" ->
                    Optional.of(inbox.read(event, Approved.class).hold());
            case "enterprise.membership.ended.v1" -> {
                Ended it = inbox.read(event, Ended.class);
                yield it.cause().equals("succeeded")
                        ? Optional.of(it.successors())
                        : Optional.empty();
            }
            default -> Optional.empty();
        };
    }

    private Hold member(InboundEvent event) {
        return inbox.read(event, Member.class).hold();
    }
}
