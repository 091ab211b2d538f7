package cn.biaozhengtong.identity.message.messaging;

import cn.biaozhengtong.identity.message.MessageBox;
import cn.biaozhengtong.identity.message.Messages;
import cn.biaozhengtong.kit.events.InboundEvent;
import cn.biaozhengtong.kit.events.Inbox;
import cn.biaozhengtong.kit.id.AccountId;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;
import org.springframework.kafka.annotation.KafkaListener;
import org.springframework.stereotype.Component;

/// What happens around joining becomes messages in the box 企业通知.
@Component
class MembershipEvents {
    private static final String HAND_OVERS = "/hand-overs";

    private final Inbox inbox;
    private final Messages messages;

    MembershipEvents(Inbox inbox, Messages messages) {
        this.inbox = inbox;
        this.messages = messages;
    }

    /// The fields of `enterprise.membership.*.v1` read here.
    record MembershipEvent(
            UUID requestId, UUID applicantId, UUID administratorId, @Nullable String reason) {}

    @KafkaListener(topics = "enterprise.membership")
    void on(ConsumerRecord<String, String> message) {
        inbox.once("messages", message, this::tell);
    }

    /// The fields of `enterprise.membership.ended.v1` read here.
    record MembershipEnded(UUID enterpriseId, UUID accountId, UUID administratorId, String cause) {}

    /// The fields of `enterprise.membership.{joined,succession_requested}.v1` read here.
    record Told(UUID enterpriseId, UUID administratorId) {}

    /// The fields of `enterprise.membership.{hand_over_offered,hand_over_declined,handed_over}.v1`
    /// read here.
    record HandOver(UUID fromId, UUID toId) {}

    private void tell(InboundEvent event) {
        switch (event.type()) {
            case "enterprise.membership.ended.v1" ->
                    ended(inbox.read(event, MembershipEnded.class));
            case "enterprise.membership.joined.v1" -> {
                Told it = inbox.read(event, Told.class);
                enterprise(it.administratorId(), "【成员加入】", "您邀请的成员已加入企业。", members(it));
            }
            case "enterprise.membership.succession_requested.v1" -> {
                Told it = inbox.read(event, Told.class);
                enterprise(
                        it.administratorId(),
                        "【接任管理员申请】",
                        "有人申请接任该企业管理员，申请将由CA审核。如有异议，请立即联系我们。",
                        members(it));
            }
            case "enterprise.membership.hand_over_offered.v1" ->
                    enterprise(
                            inbox.read(event, HandOver.class).toId(),
                            "【移交管理员】",
                            "管理员邀请您接任，请为接任刷脸或用银行验证码验证后确认。",
                            HAND_OVERS);
            case "enterprise.membership.hand_over_declined.v1" ->
                    enterprise(
                            inbox.read(event, HandOver.class).fromId(),
                            "【移交管理员】",
                            "对方已谢绝接任管理员。",
                            HAND_OVERS);
            case "enterprise.membership.handed_over.v1" -> {
                HandOver it = inbox.read(event, HandOver.class);
                enterprise(it.toId(), "【移交管理员】", "您已成为该企业的管理员。", HAND_OVERS);
                enterprise(it.fromId(), "【移交管理员】", "管理员身份已移交，您现为办事人员。", HAND_OVERS);
            }
            default -> joining(event);
        }
    }

    private static String members(Told it) {
        return "/enterprises/" + it.enterpriseId() + "/members";
    }

    private void enterprise(UUID to, String title, String body, String link) {
        messages.add(new AccountId(to), MessageBox.enterprises, title, body, link);
    }

    private void joining(InboundEvent event) {
        MembershipEvent it = inbox.read(event, MembershipEvent.class);
        String link = "/join-requests/" + it.requestId();
        switch (event.type()) {
            case "enterprise.membership.requested.v1" ->
                    add(it.administratorId(), "有用户申请加入企业，请审核。", link);
            case "enterprise.membership.approved.v1" ->
                    add(it.applicantId(), "审核通过，您已成为该企业的办事人员。", link);
            case "enterprise.membership.returned.v1" ->
                    add(it.applicantId(), "申请被退回：" + it.reason(), link);
            default -> {}
        }
    }

    private void ended(MembershipEnded it) {
        String link = "/enterprises/" + it.enterpriseId() + "/members";
        switch (it.cause()) {
            case "left", "deleted" ->
                    enterprise(it.administratorId(), "【成员退出】", "一名办事人员已退出企业。", link);
            case "succeeded" ->
                    enterprise(it.accountId(), "【管理员变更】", "经CA审核，该企业管理员已由他人接任，您不再属于该企业。", link);
            default -> enterprise(it.accountId(), "【移出企业】", "管理员已将您移出企业，您不再能代表该企业操作。", link);
        }
    }

    private void add(UUID to, String body, String link) {
        enterprise(to, "【加入企业申请】", body, link);
    }
}
