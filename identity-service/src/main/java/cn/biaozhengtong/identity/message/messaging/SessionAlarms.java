package cn.biaozhengtong.identity.message.messaging;

import cn.biaozhengtong.identity.message.MessageBox;
import cn.biaozhengtong.identity.message.Messages;
import cn.biaozhengtong.kit.events.InboundEvent;
import cn.biaozhengtong.kit.events.Inbox;
import cn.biaozhengtong.kit.id.AccountId;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;
import org.springframework.kafka.annotation.KafkaListener;
import org.springframework.stereotype.Component;

/// A scan session in which somebody else may have been in play is told to the account whose phone
/// scanned: what happened, and what to do now.
@Component
class SessionAlarms {
    private static final String ALARMED = "scan-session.session.alarmed.v1";

    private final Inbox inbox;
    private final Messages messages;

    SessionAlarms(Inbox inbox, Messages messages) {
        this.inbox = inbox;
        this.messages = messages;
    }

    /// The fields of `scan-session.session.alarmed.v1` read here.
    record Alarmed(@Nullable UUID accountId, String platformName, @Nullable String error) {}

    @KafkaListener(topics = "scan-session.session")
    void on(ConsumerRecord<String, String> message) {
        inbox.once("session-alarms", message, Map.of(ALARMED, this::tell));
    }

    private void tell(InboundEvent event) {
        Alarmed it = inbox.read(event, Alarmed.class);
        if (it.accountId() == null) {
            return;
        }
        boolean wrongCode = "code_wrong".equals(it.error());
        messages.add(
                new AccountId(it.accountId()),
                MessageBox.certificates,
                "【扫码安全提醒】",
                (wrongCode
                                ? "您在手机上选择的验证码与“" + it.platformName() + "”屏幕上的不一致，该次扫码已终止。"
                                : "您已表示“" + it.platformName() + "”的扫码不是本人操作，该次扫码已终止。")
                        + "二维码可能由他人转发：只扫自己打开的页面上的二维码，不按电话或聊天里的指示扫码；如有疑问，请立即挂失证书并联系我们。",
                "/devices");
    }
}
