package cn.biaozhengtong.identity.message;

import static org.assertj.core.api.Assertions.assertThat;

import cn.biaozhengtong.kit.id.AccountId;
import cn.biaozhengtong.kit.test.ExampleEvents;
import cn.biaozhengtong.kit.test.RealServers;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.kafka.core.KafkaTemplate;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// R9, R15, R25: the producers' own examples, over the real broker, become messages.
@SpringBootTest
@RealServers
class EventsBecomeMessagesTest {
    @Autowired private KafkaTemplate<String, String> kafka;
    @Autowired private Messages messages;
    @Autowired private JsonMapper json;

    private final AccountId account = AccountId.random();

    /// Sends the example with this account in one of its fields, and waits for the message.
    private Messages.Message told(String producer, String type, String field) {
        ObjectNode event = (ObjectNode) json.readTree(ExampleEvents.payload(producer, type));
        event.put(field, account.toString());
        kafka.send(ExampleEvents.record(type, account.toString(), event.toString())).join();
        Instant end = Instant.now().plus(Duration.ofSeconds(30));
        List<Messages.Message> found = messages.after(account, 0);
        while (found.isEmpty()) {
            assertThat(Instant.now()).as(type + " brought no message").isBefore(end);
            Thread.onSpinWait();
            found = messages.after(account, 0);
        }
        return found.getFirst();
    }

    @Test
    void R25_orderApproved_tellsThePayer_andLeadsToTheOrder() {
        Messages.Message it = told("ca-order-service", "ca-order.order.approved.v1", "payerId");
        assertThat(it.title()).isEqualTo("【CA证书已通过审核】");
        assertThat(it.box()).isEqualTo(MessageBox.certificates);
        assertThat(it.link()).startsWith("/orders/");
    }

    @Test
    void orderReturned_tellsTheReason() {
        assertThat(told("ca-order-service", "ca-order.order.returned.v1", "applicantId").body())
                .contains("营业执照照片不清晰");
    }

    @Test
    void orderRejected_tellsTheReason() {
        assertThat(told("ca-order-service", "ca-order.order.rejected.v1", "applicantId").body())
                .contains("申请人与企业无关");
    }

    @Test
    void orderRefunded_tellsThePayer() {
        assertThat(told("ca-order-service", "ca-order.order.refunded.v1", "payerId").title())
                .isEqualTo("【退款成功】");
    }

    @Test
    void R16_removed_isToldToWhoNoLongerBelongs() {
        Messages.Message it =
                told("enterprise-service", "enterprise.membership.ended.v1", "accountId");
        assertThat(it.title()).isEqualTo("【移出企业】");
        assertThat(it.box()).isEqualTo(MessageBox.enterprises);
    }

    @ParameterizedTest
    @CsvSource({
        "joined,administratorId,【成员加入】",
        "succession_requested,administratorId,【接任管理员申请】",
        "hand_over_offered,toId,【移交管理员】",
        "hand_over_declined,fromId,【移交管理员】",
        "handed_over,toId,【移交管理员】",
        "handed_over,fromId,【移交管理员】"
    })
    void R16_whatHappensToMembers_isToldToWhomItConcerns(String what, String who, String title) {
        assertThat(told("enterprise-service", "enterprise.membership." + what + ".v1", who).title())
                .isEqualTo(title);
    }

    @ParameterizedTest
    @CsvSource({"recovering,如非本人操作", "recovery-contested,客服正在优先核实", "recovery-stopped,已被终止"})
    void aRecovery_isToldToTheHoldersDevices_whenItStarts_andWhatBecomesOfIt(
            String what, String says) {
        Messages.Message it =
                told("ca-order-service", "ca-order.certificate." + what + ".v1", "accountId");
        assertThat(it.body()).contains(says);
    }

    @Test
    void certificateRecovered_isToldToItsHolder() {
        assertThat(
                        told("ca-order-service", "ca-order.certificate.recovered.v1", "accountId")
                                .body())
                .contains("如非本人操作");
    }

    @Test
    void R43_scanThatWasNotMine_isToldToTheAccountWhosePhoneScanned() {
        Messages.Message it =
                told("scan-session-service", "scan-session.session.alarmed.v1", "accountId");
        assertThat(it.title()).isEqualTo("【扫码安全提醒】");
        assertThat(it.body()).contains("鞍钢集团电子招标投标交易平台").contains("不是本人操作");
    }

    @Test
    void R38_legalPersonSigned_isToldToWhoInvitedHim_andLeadsToTheSeal() {
        Messages.Message it = told("seal-service", "seal.invitation.used.v1", "inviterId");
        assertThat(it.title()).isEqualTo("【法定代表人已签名】");
        assertThat(it.box()).isEqualTo(MessageBox.enterprises);
        assertThat(it.link()).startsWith("/seals/");
    }

    @Test
    void R40_filingRefused_isToldToWhoHadTheSealMade() {
        Messages.Message it = told("seal-service", "seal.seal.filing_refused.v1", "accountId");
        assertThat(it.title()).isEqualTo("【印章备案未通过】");
        assertThat(it.box()).isEqualTo(MessageBox.enterprises);
        assertThat(it.link()).endsWith("/seals");
    }

    @Test
    void certificateExpiring_isToldToItsHolder() {
        assertThat(told("ca-order-service", "ca-order.certificate.expiring.v1", "accountId").body())
                .contains("30 天内到期");
    }

    @Test
    void item6_changeOfPinThatEnded_isToldToTheHolder() {
        Messages.Message it =
                told("ca-order-service", "ca-order.certificate.pin-change-ended.v1", "accountId");
        assertThat(it.title()).isEqualTo("【证书密码未修改】");
        assertThat(it.body()).contains("原密码继续有效").contains("如非本人操作");
    }

    @Test
    void certificateFrozen_isToldToItsHolder() {
        Messages.Message it =
                told("ca-order-service", "ca-order.certificate.frozen.v1", "accountId");
        assertThat(it.title()).isEqualTo("【CA证书已挂失】");
        assertThat(it.link()).startsWith("/certificates/");
    }

    @Test
    void item16_wrongPins_areToldToTheirOwner_withUntilWhen() {
        Messages.Message it =
                told("ca-order-service", "ca-order.certificate.pin-failed.v1", "accountId");
        assertThat(it.title()).isEqualTo("【证书密码错误】");
        assertThat(it.body()).contains("已锁定至 11-25 11:16").contains("挂失");
    }

    @Test
    void joinRequested_tellsTheAdministrator() {
        Messages.Message it =
                told("enterprise-service", "enterprise.membership.requested.v1", "administratorId");
        assertThat(it.title()).isEqualTo("【加入企业申请】");
        assertThat(it.box()).isEqualTo(MessageBox.enterprises);
    }

    @Test
    void joinApproved_tellsTheApplicant() {
        assertThat(
                        told(
                                        "enterprise-service",
                                        "enterprise.membership.approved.v1",
                                        "applicantId")
                                .body())
                .contains("办事人员");
    }

    @Test
    void joinReturned_tellsTheApplicantWhy() {
        assertThat(
                        told(
                                        "enterprise-service",
                                        "enterprise.membership.returned.v1",
                                        "applicantId")
                                .body())
                .contains("请补充任职证明");
    }
}
