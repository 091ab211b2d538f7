package cn.biaozhengtong.identity.message.messaging;

import cn.biaozhengtong.identity.message.MessageBox;
import cn.biaozhengtong.identity.message.Messages;
import cn.biaozhengtong.kit.events.InboundEvent;
import cn.biaozhengtong.kit.events.Inbox;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;
import org.springframework.kafka.annotation.KafkaListener;
import org.springframework.stereotype.Component;

/// What happens around joining becomes messages in the box 企业通知.
@Component
class MembershipEvents {
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

    private void tell(InboundEvent event) {
        if (event.type().equals("enterprise.membership.ended.v1")) {
            ended(inbox.read(event, MembershipEnded.class));
            return;
        }
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
        if (it.cause().equals("left")) {
            messages.add(
                    it.administratorId(), MessageBox.enterprises, "【成员退出】", "一名办事人员已退出企业。", link);
        } else {
            messages.add(
                    it.accountId(),
                    MessageBox.enterprises,
                    "【移出企业】",
                    "管理员已将您移出企业，您不再能代表该企业操作。",
                    link);
        }
    }

    private void add(UUID to, String body, String link) {
        messages.add(to, MessageBox.enterprises, "【加入企业申请】", body, link);
    }
}
