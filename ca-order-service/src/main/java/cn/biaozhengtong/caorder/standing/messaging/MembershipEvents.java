package cn.biaozhengtong.caorder.standing.messaging;

import cn.biaozhengtong.caorder.hold.Hold;
import cn.biaozhengtong.kit.events.InboundEvent;
import cn.biaozhengtong.kit.events.Inbox;
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
    record Member(UUID enterpriseId, UUID accountId) {}

    /// The fields of `enterprise.membership.ended.v1` read here.
    ///
    /// @param administratorId who took the place, when the cause is `succeeded`
    record Ended(UUID enterpriseId, UUID administratorId, String cause) {}

    /// The fields of `enterprise.membership.approved.v1` read here.
    record Approved(UUID enterpriseId, UUID applicantId) {}

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
            case "enterprise.membership.approved.v1" -> {
                Approved it = inbox.read(event, Approved.class);
                yield Optional.of(new Hold.MembershipEnded(it.applicantId(), it.enterpriseId()));
            }
            case "enterprise.membership.ended.v1" -> {
                Ended it = inbox.read(event, Ended.class);
                yield it.cause().equals("succeeded")
                        ? Optional.of(
                                new Hold.MembershipEnded(it.administratorId(), it.enterpriseId()))
                        : Optional.empty();
            }
            default -> Optional.empty();
        };
    }

    private Hold member(InboundEvent event) {
        Member it = inbox.read(event, Member.class);
        return new Hold.MembershipEnded(it.accountId(), it.enterpriseId());
    }
}
