package cn.biaozhengtong.identity.feedback;

import static cn.biaozhengtong.kit.test.Refusals.refused;
import static org.assertj.core.api.Assertions.assertThat;

import cn.biaozhengtong.identity.account.AccountProblem;
import cn.biaozhengtong.identity.account.AccountState;
import cn.biaozhengtong.identity.account.Accounts;
import cn.biaozhengtong.identity.account.IdNumber;
import cn.biaozhengtong.identity.account.PhoneNumber;
import cn.biaozhengtong.identity.device.Devices;
import cn.biaozhengtong.identity.login.KeepLogin;
import cn.biaozhengtong.identity.login.LoginProblem;
import cn.biaozhengtong.identity.login.PlainIssuer;
import cn.biaozhengtong.identity.message.Messages;
import cn.biaozhengtong.identity.operations.FindAccounts;
import cn.biaozhengtong.identity.operations.FreezeAccount;
import cn.biaozhengtong.kit.device.DeviceKey;
import cn.biaozhengtong.kit.id.AccountId;
import cn.biaozhengtong.kit.intake.IntakeProblem;
import cn.biaozhengtong.kit.test.RealServers;
import cn.biaozhengtong.kit.test.TestDevices;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.annotation.Import;
import org.springframework.core.io.ByteArrayResource;
import org.springframework.jdbc.core.simple.JdbcClient;

/// What operators and users are to each other (R10 and the desk), on the real database.
@SpringBootTest
@RealServers
@Import(PlainIssuer.class)
class FeedbackTest {
    @Autowired private Feedback feedback;
    @Autowired private Messages messages;
    @Autowired private Accounts accounts;
    @Autowired private Devices devices;
    @Autowired private FindAccounts find;
    @Autowired private FreezeAccount freeze;
    @Autowired private KeepLogin keep;
    @Autowired private JdbcClient database;

    private static ByteArrayResource png(int width, int height) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ImageIO.write(new BufferedImage(width, height, BufferedImage.TYPE_INT_ARGB), "png", out);
        return new ByteArrayResource(out.toByteArray());
    }

    @Test
    void R10_feedback_isAnswered_andItsPicturesAreMadeAnew() throws Exception {
        AccountId account = accounts.forPhone(new PhoneNumber("13922220001"));
        AccountId stranger = accounts.forPhone(new PhoneNumber("13922220002"));
        UUID id =
                feedback.open(
                        account, Feedback.Kind.feedback, "开标时扫码没有反应", List.of(png(3000, 100)));
        assertThat(feedback.waiting(Feedback.State.awaiting_operator))
                .extracting(Feedback.Conversation::id)
                .contains(id);
        feedback.answer("support-zhou", id, "请升级到最新版本");
        assertThat(feedback.waiting(Feedback.State.awaiting_operator))
                .extracting(Feedback.Conversation::id)
                .doesNotContain(id);
        assertThat(feedback.one(account, id).entries())
                .extracting(Feedback.Entry::author, Feedback.Entry::text)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple("user", "开标时扫码没有反应"),
                        org.assertj.core.groups.Tuple.tuple("operator", "请升级到最新版本"));
        assertThat(messages.after(account, 0))
                .singleElement()
                .satisfies(it -> assertThat(it.link()).isEqualTo("/feedback/" + id));
        BufferedImage kept =
                ImageIO.read(new ByteArrayInputStream(feedback.picture(account, id, 0)));
        assertThat(kept.getWidth()).isEqualTo(1600);
        assertThat(kept.getHeight()).isEqualTo(53);
        feedback.reply(account, id, "还是不行");
        assertThat(feedback.one(account, id).state()).isEqualTo("awaiting_operator");
        refused(FeedbackProblem.feedback_unknown, () -> feedback.one(stranger, id));
        refused(FeedbackProblem.feedback_unknown, () -> feedback.picture(stranger, id, 0));
        refused(FeedbackProblem.feedback_unknown, () -> feedback.reply(stranger, id, "x"));
        assertThat(
                        database.sql("SELECT GROUP_CONCAT(text_sealed) FROM feedback_entry")
                                .query(String.class)
                                .single())
                .doesNotContain("扫码");
    }

    @Test
    void R10_whatIsNoPicture_isRefused() throws Exception {
        AccountId account = accounts.forPhone(new PhoneNumber("13922220003"));
        byte[] html = "<html>".getBytes(StandardCharsets.UTF_8);
        byte[] cut = java.util.Arrays.copyOf(png(100, 100).getByteArray(), 60);
        Map<IntakeProblem, byte[]> bad =
                Map.of(
                        IntakeProblem.picture_type, html,
                        IntakeProblem.file_broken, cut,
                        IntakeProblem.file_missing, new byte[0]);
        bad.forEach((problem, bytes) ->
                refused(
                        problem,
                        () ->
                                feedback.open(
                                        account,
                                        Feedback.Kind.feedback,
                                        "x",
                                        List.of(new ByteArrayResource(bytes)))));
        ByteArrayResource good = png(1, 1);
        refused(
                FeedbackProblem.too_many_pictures,
                () ->
                        feedback.open(
                                account,
                                Feedback.Kind.feedback,
                                "x",
                                Collections.nCopies(5, good)));
        assertThat(feedback.of(account)).isEmpty();
    }

    @Test
    void anAccount_isFoundExactly_frozen_andReleased() {
        PhoneNumber phone = new PhoneNumber("13922220004");
        AccountId account = accounts.forPhone(phone);
        DeviceKey key = TestDevices.key();
        UUID device = key.id();
        devices.seen(account, key, "手机");
        accounts.verified(account, "王五", new IdNumber("11010519491231002X"));
        FindAccounts.View view = find.byPhone("support-zhou", phone).orElseThrow();
        assertThat(view.account().maskedPhone()).isEqualTo("139****0004");
        assertThat(view.account().maskedIdNumber()).isEqualTo("110***********002X");
        assertThat(find.byPerson("support-zhou", new IdNumber("11010519491231002X")))
                .contains(view);
        freeze.freeze("support-zhou", account, "涉嫌冒用");
        freeze.freeze("support-zhou", account, "涉嫌冒用");
        assertThat(PlainIssuer.ALL_ENDED).contains(account);
        refused(AccountProblem.account_frozen, () -> accounts.mustBeActive(account));
        refused(LoginProblem.refresh_refused, () -> keep.refresh(account + "/" + device, key));
        assertThat(
                        database.sql(
                                        "SELECT COUNT(*) FROM outbox WHERE event_type = 'identity.account.frozen.v1' AND event_key = ?")
                                .param(account.toString())
                                .query(Integer.class)
                                .single())
                .isEqualTo(1);
        assertThat(
                        database.sql(
                                        "SELECT COUNT(*) FROM audit_entry WHERE action = 'account.viewed' AND actor = 'support-zhou'")
                                .query(Integer.class)
                                .single())
                .isEqualTo(2);
        freeze.unfreeze("admin-chen", account, "核实无误");
        accounts.mustBeActive(account);
        assertThat(find.view("admin-chen", account).account().state())
                .isEqualTo(AccountState.active);
    }
}
