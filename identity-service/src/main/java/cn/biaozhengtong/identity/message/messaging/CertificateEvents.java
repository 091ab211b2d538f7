package cn.biaozhengtong.identity.message.messaging;

import cn.biaozhengtong.identity.message.MessageBox;
import cn.biaozhengtong.identity.message.Messages;
import cn.biaozhengtong.kit.events.InboundEvent;
import cn.biaozhengtong.kit.events.Inbox;
import cn.biaozhengtong.kit.id.AccountId;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Function;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;
import org.springframework.kafka.annotation.KafkaListener;
import org.springframework.stereotype.Component;

/// What happens to certificates becomes messages in the box CA证书: also what the holder did himself,
/// since it may have been somebody else.
@Component
class CertificateEvents {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("MM-dd HH:mm").withZone(ZoneId.of("Asia/Shanghai"));

    private final Inbox inbox;
    private final Map<String, Consumer<InboundEvent>> effects;
    private final Messages messages;

    CertificateEvents(Inbox inbox, Messages messages) {
        this.inbox = inbox;
        this.messages = messages;
        this.effects =
                Map.of(
                        "ca-order.certificate.expiring.v1",
                        told(
                                "【CA证书即将到期】",
                                it ->
                                        it.enterpriseName()
                                                + " 的证书将在 "
                                                + it.daysBefore()
                                                + " 天内到期，请及时续期，以免影响投标与开标解密。"),
                        "ca-order.certificate.frozen.v1",
                        told("【CA证书已挂失】", it -> "证书 " + it.serial() + " 已挂失冻结。如非本人操作，请尽快联系我们。"),
                        "ca-order.certificate.released.v1",
                        told("【CA证书已解除挂失】", it -> "证书 " + it.serial() + " 已恢复使用。如非本人操作，请立即挂失。"),
                        "ca-order.certificate.recovering.v1",
                        told(
                                "【正在找回CA证书】",
                                it ->
                                        "另一台设备正在找回证书 "
                                                + it.serial()
                                                + "。如非本人操作，请立即在持证手机输入 PIN 阻止，或刷脸阻止；也可先提出异议，由客服优先核实。"),
                        "ca-order.certificate.recovery-contested.v1",
                        told(
                                "【CA证书找回有争议】",
                                it ->
                                        "证书 "
                                                + it.serial()
                                                + " 的找回申请有争议，客服正在优先核实。如为本人找回，刷脸认证后可立即继续。"),
                        "ca-order.certificate.recovery-stopped.v1",
                        told(
                                "【CA证书找回已终止】",
                                it ->
                                        "证书 "
                                                + it.serial()
                                                + " 的一次找回申请已被终止。如需找回，请重新发起；被阻止后一天内须刷脸认证。"),
                        "ca-order.certificate.recovered.v1",
                        told(
                                "【CA证书已找回】",
                                it -> "证书已在新设备找回，原设备不能再使用。如非本人操作，请立即挂失证书 " + it.serial() + "。"),
                        "ca-order.certificate.pin-change-ended.v1",
                        told(
                                "【证书密码未修改】",
                                it ->
                                        "证书 "
                                                + it.serial()
                                                + " 的密码修改未完成，原密码继续有效（超过 10 分钟、已退出登录，或证书在其他设备找回）。如非本人操作，请立即挂失。"),
                        "ca-order.certificate.revoked.v1",
                        this::revoked,
                        "ca-order.certificate.pin-failed.v1",
                        event -> wrongPins(inbox.read(event, PinFailed.class)));
    }

    /// The fields of `ca-order.certificate.*.v1` read here.
    record CertificateEvent(
            String serial,
            UUID accountId,
            @Nullable String enterpriseName,
            @Nullable Integer daysBefore,
            @Nullable String reason) {}

    /// The fields of `ca-order.certificate.pin-failed.v1` read here.
    record PinFailed(
            UUID accountId,
            int failures,
            int attemptsLeft,
            boolean blocked,
            @Nullable Instant lockedUntil) {}

    @KafkaListener(topics = "ca-order.certificate")
    void on(ConsumerRecord<String, String> message) {
        inbox.once("certificate-messages", message, effects);
    }

    private Consumer<InboundEvent> told(String title, Function<CertificateEvent, String> words) {
        return event -> {
            CertificateEvent it = inbox.read(event, CertificateEvent.class);
            add(it, title, words.apply(it));
        };
    }

    private void revoked(InboundEvent event) {
        CertificateEvent it = inbox.read(event, CertificateEvent.class);
        if (!"superseded".equals(it.reason())) {
            add(it, "【CA证书已注销】", "证书 " + it.serial() + " 已注销，不能恢复。");
        }
    }

    /// R36: his own fingers, or somebody else's.
    private void wrongPins(PinFailed it) {
        Instant until = it.lockedUntil();
        String what =
                it.blocked()
                        ? "证书密码错误次数过多，已停止使用，请找回证书。"
                        : until != null
                                ? "证书密码连续输错 "
                                        + it.failures()
                                        + " 次，已锁定至 "
                                        + TIME.format(until)
                                        + "。"
                                : "证书密码连续输错 "
                                        + it.failures()
                                        + " 次，再输错 "
                                        + it.attemptsLeft()
                                        + " 次将被锁定。";
        messages.add(
                new AccountId(it.accountId()),
                MessageBox.certificates,
                "【证书密码错误】",
                what + "如非本人操作，请立即挂失证书。",
                "/certificates");
    }

    private void add(CertificateEvent it, String title, String body) {
        messages.add(
                new AccountId(it.accountId()),
                MessageBox.certificates,
                title,
                body,
                "/certificates/" + it.serial());
    }
}
