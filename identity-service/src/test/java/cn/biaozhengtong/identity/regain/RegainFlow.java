package cn.biaozhengtong.identity.regain;

import static cn.biaozhengtong.kit.test.Refusals.refused;
import static org.assertj.core.api.Assertions.assertThat;

import cn.biaozhengtong.identity.account.Accounts;
import cn.biaozhengtong.identity.account.IdNumber;
import cn.biaozhengtong.identity.account.PhoneNumber;
import cn.biaozhengtong.identity.login.CodePurpose;
import cn.biaozhengtong.identity.login.KeepLogin;
import cn.biaozhengtong.identity.login.LogInByCode;
import cn.biaozhengtong.identity.login.LoggedIn;
import cn.biaozhengtong.identity.login.LoginProblem;
import cn.biaozhengtong.identity.login.Passwords;
import cn.biaozhengtong.identity.login.PlainIssuer;
import cn.biaozhengtong.identity.login.SendCode;
import cn.biaozhengtong.identity.login.SmsBudget;
import cn.biaozhengtong.identity.message.Messages;
import cn.biaozhengtong.identity.verification.AskOutcome;
import cn.biaozhengtong.identity.verification.VerifyIdentity;
import cn.biaozhengtong.kit.data.FieldCipher;
import cn.biaozhengtong.kit.device.DeviceKey;
import cn.biaozhengtong.kit.id.DeviceId;
import cn.biaozhengtong.kit.id.Person;
import cn.biaozhengtong.kit.test.RealServers;
import cn.biaozhengtong.kit.test.TestDevices;
import cn.biaozhengtong.kit.web.ClientAddress;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/// What people do who regain an account, for the tests of it, on the real database.
@SpringBootTest
@RealServers
@Import(PlainIssuer.class)
abstract class RegainFlow {
    @Autowired BeginRegain begin;
    @Autowired FollowRegain follow;
    @Autowired FinishRegain finish;
    @Autowired ContestRegain contest;
    @Autowired VetoRegain vetoes;
    @Autowired VerifyIdentity verify;
    @Autowired AskOutcome outcome;
    @Autowired DecideRegain decide;
    @Autowired Accounts accounts;
    @Autowired LogInByCode logIn;
    @Autowired KeepLogin keep;
    @Autowired SendCode send;
    @Autowired Passwords passwords;
    @Autowired Messages messages;
    @Autowired FieldCipher cipher;
    @Autowired JdbcClient database;
    @Autowired TransactionTemplate transactions;

    final DeviceKey newKey = TestDevices.key();
    final DeviceId newDevice = new DeviceId(newKey.id());
    final DeviceId other = new DeviceId(TestDevices.key().id());
    final Map<LoggedIn, DeviceKey> keys = new HashMap<>();

    String inbox(String phone) {
        return database.sql("SELECT text FROM sandbox_sms WHERE phone = ? ORDER BY id DESC LIMIT 1")
                .param(cipher.blindIndex("sandbox-sms", phone))
                .query(String.class)
                .optional()
                .orElse("");
    }

    String code(String phone, CodePurpose purpose) {
        database.sql("UPDATE login_code SET sent_at = sent_at - INTERVAL 2 MINUTE").update();
        send.send(
                new PhoneNumber(phone),
                purpose,
                new SmsBudget.Asker(null, new ClientAddress("192.0.2.2")));
        Matcher matcher = Pattern.compile("验证码 ([0-9]{6})").matcher(inbox(phone));
        assertThat(matcher.find()).isTrue();
        return matcher.group(1);
    }

    LoggedIn login(String phone, DeviceKey key) {
        LoggedIn it =
                logIn.logIn(new PhoneNumber(phone), code(phone, CodePurpose.log_in), key, "手机");
        keys.put(it, key);
        return it;
    }

    void isOut(LoggedIn it) {
        refused(
                LoginProblem.refresh_refused,
                () -> keep.refresh(it.tokens().refreshToken(), keys.get(it)));
    }

    LoggedIn owner(String phone, String number) {
        LoggedIn it = login(phone, TestDevices.key());
        accounts.verified(it.accountId(), "王五", new IdNumber(number));
        return it;
    }

    /// A number of a person born in 1990, with its check character.
    static String person(int n) {
        String digits = "11010519900101" + "%03d".formatted(n);
        return digits + IdNumber.check(digits);
    }

    BeginRegain.Begun begin(String name, String number, String phone, DeviceId device) {
        return begin.begin(
                new BeginRegain.Request(
                        name,
                        new IdNumber(number),
                        new PhoneNumber(phone),
                        code(phone, CodePurpose.regain),
                        device,
                        "新手机"));
    }

    FollowRegain.Progress ask(BeginRegain.Begun it) {
        return follow.ask(it.id(), it.ticket(), newDevice);
    }

    /// After the provider answered.
    FollowRegain.Progress answered(BeginRegain.Begun it) {
        for (int i = 0; i < 100; i++) {
            FollowRegain.Progress progress = ask(it);
            if (progress.state() != RegainState.proving) {
                return progress;
            }
            sleep();
        }
        throw new AssertionError("no answer");
    }

    static void sleep() {
        try {
            Thread.sleep(100);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    BeginRegain.Begun onAnother(String number, String phone) {
        BeginRegain.Begun it = begin("王五", number, phone, other);
        for (int i = 0; i < 100 && askOther(it).state() == RegainState.proving; i++) {
            sleep();
        }
        return it;
    }

    FollowRegain.Progress askOther(BeginRegain.Begun it) {
        return follow.ask(it.id(), it.ticket(), other);
    }

    BeginRegain.Begun proved(String number, String phone) {
        BeginRegain.Begun it = begin("王五", number, phone, newDevice);
        assertThat(ask(it).state()).isEqualTo(RegainState.proving);
        answered(it);
        return it;
    }

    void says(String operator, BeginRegain.Begun it, boolean approve, int seen) {
        decide.decide(operator, it.id(), new DecideRegain.Decision(approve, "电话核实", seen));
    }

    void approved(BeginRegain.Begun it, int seen) {
        says("support-1", it, true, seen);
        says("support-2", it, true, seen);
    }

    void object(LoggedIn by, BeginRegain.Begun it) {
        contest.object(new Person(by.accountId(), by.deviceId()), it.id(), "不是本人");
    }

    void threeDaysLater(BeginRegain.Begun it) {
        database.sql("UPDATE regain SET changes_at = changes_at - INTERVAL 73 HOUR WHERE id = ?")
                .param(it.id().toString())
                .update();
    }

    void complete(BeginRegain.Begun it) {
        finish.finish(it.id(), it.ticket(), newDevice);
    }
}
