package cn.biaozhengtong.identity.login;

import static cn.biaozhengtong.kit.test.Refusals.refused;
import static org.assertj.core.api.Assertions.assertThat;

import cn.biaozhengtong.identity.account.Accounts;
import cn.biaozhengtong.identity.account.IdNumber;
import cn.biaozhengtong.identity.account.PhoneNumber;
import cn.biaozhengtong.identity.settings.ChangePassword;
import cn.biaozhengtong.identity.settings.ChangePhone;
import cn.biaozhengtong.identity.settings.SettingsProblem;
import cn.biaozhengtong.identity.verification.Act;
import cn.biaozhengtong.identity.verification.AskOutcome;
import cn.biaozhengtong.identity.verification.IdentityProvider.Claim;
import cn.biaozhengtong.identity.verification.VerificationId;
import cn.biaozhengtong.identity.verification.VerificationMethod;
import cn.biaozhengtong.identity.verification.VerificationPurpose;
import cn.biaozhengtong.identity.verification.VerificationState;
import cn.biaozhengtong.identity.verification.VerifyIdentity;
import cn.biaozhengtong.kit.data.FieldCipher;
import cn.biaozhengtong.kit.device.DeviceKey;
import cn.biaozhengtong.kit.id.AccountId;
import cn.biaozhengtong.kit.id.DeviceId;
import cn.biaozhengtong.kit.id.Person;
import cn.biaozhengtong.kit.problem.ProblemException;
import cn.biaozhengtong.kit.test.RealServers;
import cn.biaozhengtong.kit.test.TestDevices;
import cn.biaozhengtong.kit.web.ClientAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;

/// R1, R7, P14 on the real database.
@SpringBootTest
@RealServers
@Import(PlainIssuer.class)
class WaysInTest {
    private static final Password PASSWORD = new Password("开标decrypt2026");
    private static final String LOGIN = "this-login";

    @Autowired private LogInByCode byCode;
    @Autowired private LogInByPassword byPassword;
    @Autowired private LogInByOneTap byOneTap;
    @Autowired private SendCode send;
    @Autowired private ChangePassword password;
    @Autowired private ChangePhone changePhone;
    @Autowired private Accounts accounts;
    @Autowired private VerifyIdentity verify;
    @Autowired private AskOutcome outcome;
    @Autowired private SmsCodes codes;
    @Autowired private CarrierNumber carrier;
    @Autowired private FieldCipher cipher;
    @Autowired private JdbcClient database;

    private final DeviceKey key = TestDevices.key();
    private final DeviceId device = new DeviceId(key.id());

    @BeforeEach
    void aMinuteLater() {
        database.sql("UPDATE login_code SET sent_at = sent_at - INTERVAL 2 MINUTE").update();
    }

    private AccountId registered(PhoneNumber phone) {
        String code = codes.next(phone, CodePurpose.log_in);
        AccountId account = byCode.logIn(phone, code, key, "我的手机").accountId();
        aMinuteLater();
        return account;
    }

    private String code(PhoneNumber phone, CodePurpose purpose) {
        aMinuteLater();
        return codes.next(phone, purpose);
    }

    private AccountId withPassword(PhoneNumber phone) {
        AccountId account = registered(phone);
        String code = code(phone, CodePurpose.set_password);
        password.change(
                new Person(account, device), new ChangePassword.Proof(null, code), PASSWORD);
        return account;
    }

    private String oneTap(String phone) {
        String token = UUID.randomUUID().toString();
        database.sql(
                        "INSERT INTO sandbox_one_tap (token, phone, expires_at) VALUES (?, ?, NOW(6) + INTERVAL 1 DAY)")
                .params(token, cipher.seal(phone, "sandbox_one_tap:" + token))
                .update();
        return token;
    }

    @Test
    void P14_fiftyGuessesAtOnceOverAllWaysIn_fiveAreJudged() throws Exception {
        PhoneNumber phone = new PhoneNumber("13900000101");
        withPassword(phone);
        code(phone, CodePurpose.log_in);
        Queue<String> answers = new ConcurrentLinkedQueue<>();
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            int which = i % 3;
            threads.add(
                    Thread.startVirtualThread(() -> {
                        DeviceKey stranger = TestDevices.key();
                        try {
                            switch (which) {
                                case 0 -> byCode.logIn(phone, "no code", stranger, "x");
                                case 1 -> byPassword.logIn(phone, "no password", stranger, "x");
                                default -> password.reset(phone, "no code", PASSWORD);
                            }
                        } catch (ProblemException e) {
                            answers.add(e.problem().name());
                        }
                    }));
        }
        for (Thread thread : threads) {
            thread.join();
        }
        assertThat(answers).hasSize(50);
        assertThat(answers.stream().filter(it -> !it.equals("too_many_guesses"))).hasSize(5);
        // Also the right one, on a stranger's phone; the owner's own phone goes on.
        refused(
                LoginProblem.too_many_guesses,
                () -> byPassword.logIn(phone, PASSWORD.characters(), TestDevices.key(), "x"));
        assertThat(byPassword.logIn(phone, PASSWORD.characters(), key, "我的手机")).isNotNull();
    }

    @Test
    void P14_aRightGuess_beginsTheCounterAnew_andAWindowEnds() {
        PhoneNumber phone = new PhoneNumber("13900000102");
        withPassword(phone);
        for (int round = 0; round < 3; round++) {
            for (int i = 0; i < 4; i++) {
                refused(
                        LoginProblem.password_wrong,
                        () -> byPassword.logIn(phone, "wrong", key, "x"));
            }
            byPassword.logIn(phone, PASSWORD.characters(), key, "x");
        }
        for (int i = 0; i < 5; i++) {
            refused(LoginProblem.password_wrong, () -> byPassword.logIn(phone, "wrong", key, "x"));
        }
        refused(
                LoginProblem.too_many_guesses,
                () -> byPassword.logIn(phone, PASSWORD.characters(), key, "x"));
        database.sql("UPDATE guess SET ends_at = ends_at - INTERVAL 31 MINUTE").update();
        byPassword.logIn(phone, PASSWORD.characters(), key, "x");
    }

    @Test
    void P14_whoAsksForCodes_getsSoManyADay_whateverTheNumbers() {
        SmsBudget.Asker asker = anybody();
        for (int i = 0; i < 20; i++) {
            aMinuteLater();
            send.send(new PhoneNumber("1390000200" + i % 4), CodePurpose.log_in, asker);
        }
        aMinuteLater();
        refused(
                LoginProblem.code_too_soon,
                () -> send.send(new PhoneNumber("13900002000"), CodePurpose.log_in, asker));
        send.send(new PhoneNumber("13900002000"), CodePurpose.log_in, anybody());
    }

    private static SmsBudget.Asker anybody() {
        return new SmsBudget.Asker(UUID.randomUUID(), new ClientAddress("192.0.2.1"));
    }

    @Test
    void R1_aRightCode_mayBeShownAgain_byItsDeviceOnly_whileItLives() {
        PhoneNumber phone = new PhoneNumber("13900000112");
        String code = codes.next(phone, CodePurpose.log_in);
        // An answer that is lost, again and again: the same code goes on to be right.
        for (int i = 0; i < 20; i++) {
            byCode.logIn(phone, code, key, "我的手机");
        }
        refused(LoginProblem.code_wrong, () -> byCode.logIn(phone, code, TestDevices.key(), "x"));
        refused(LoginProblem.code_wrong, () -> byCode.logIn(phone, "000000", key, "x"));
        database.sql("UPDATE login_code SET expires_at = sent_at").update();
        refused(LoginProblem.code_wrong, () -> byCode.logIn(phone, code, key, "我的手机"));
    }

    @Test
    void R1_unknownNumber_noPasswordAndWrongPassword_answerAlike() {
        PhoneNumber known = new PhoneNumber("13900000103");
        registered(known);
        DeviceKey stranger = TestDevices.key();
        refused(
                LoginProblem.password_wrong,
                () -> byPassword.logIn(known, "a password 1", stranger, "x"));
        PhoneNumber nobodys = new PhoneNumber("13900000104");
        refused(
                LoginProblem.password_wrong,
                () -> byPassword.logIn(nobodys, "a password 1", stranger, "x"));
        assertThat(accounts.find(nobodys)).isEmpty();
    }

    @Test
    void R1_oneTap_registersAndLogsIn_eachTokenOnce() {
        String token = oneTap("13900000105");
        AccountId account = byOneTap.logIn(token, key, "x").accountId();
        assertThat(accounts.find(new PhoneNumber("13900000105"))).contains(account);
        refused(LoginProblem.one_tap_refused, () -> byOneTap.logIn(token, key, "x"));
        assertThat(byOneTap.logIn(oneTap("13900000105"), key, "x").accountId()).isEqualTo(account);
        String late = oneTap("13900000105");
        database.sql("UPDATE sandbox_one_tap SET expires_at = NOW(6) - INTERVAL 1 DAY").update();
        assertThat(carrier.phoneOf(late)).isEmpty();
    }

    @Test
    void R7_password_changedByTheOldOneOrACode_endsEveryLogin() {
        PhoneNumber phone = new PhoneNumber("13900000106");
        AccountId account = withPassword(phone);
        assertThat(PlainIssuer.ALL_ENDED).contains(account);
        refused(
                SettingsProblem.proof_missing,
                () ->
                        password.change(
                                new Person(account, device),
                                new ChangePassword.Proof(null, null),
                                PASSWORD));
        refused(
                LoginProblem.password_wrong,
                () ->
                        password.change(
                                new Person(account, device),
                                new ChangePassword.Proof("not it", null),
                                PASSWORD));
        Password next = new Password("another 2026");
        password.change(
                new Person(account, device),
                new ChangePassword.Proof(PASSWORD.characters(), null),
                next);
        refused(
                LoginProblem.password_wrong,
                () -> byPassword.logIn(phone, PASSWORD.characters(), key, "x"));
        password.reset(phone, code(phone, CodePurpose.set_password), PASSWORD);
        byPassword.logIn(phone, PASSWORD.characters(), key, "x");
    }

    @Test
    void R7_aCodeForOneThing_isNoneForAnother() {
        PhoneNumber phone = new PhoneNumber("13900000107");
        registered(phone);
        String login = code(phone, CodePurpose.log_in);
        refused(LoginProblem.code_wrong, () -> password.reset(phone, login, PASSWORD));
    }

    @Test
    void R7_weakPasswords_areRefused() {
        for (String weak :
                List.of("short1", "onlyletters", "1234567890", "Password1", "a1\n345678")) {
            refused(LoginProblem.password_weak, () -> new Password(weak));
        }
    }

    @Test
    void R7_phone_changesWhenBothNumbersAreProven() {
        PhoneNumber old = new PhoneNumber("13900000108");
        PhoneNumber now = new PhoneNumber("13900000109");
        AccountId account = registered(old);
        String newCode = code(now, CodePurpose.change_phone);
        refused(
                SettingsProblem.verification_needed,
                () -> changePhone.change(asker(account), now, newCode, null));
        String oldCode = code(old, CodePurpose.change_phone);
        refused(
                LoginProblem.code_wrong,
                () -> changePhone.change(asker(account), now, newCode, "000"));
        changePhone.change(asker(account), now, newCode, oldCode);
        assertThat(accounts.find(old)).isEmpty();
        assertThat(accounts.find(now)).contains(account);
        assertThat(accounts.phone(account)).isEqualTo(now);
        assertThat(lastText("13900000108")).contains("139****0109");
    }

    @Test
    void R7_aNumberOfAnotherAccount_isRefused() {
        PhoneNumber taken = new PhoneNumber("13900000110");
        registered(taken);
        PhoneNumber old = new PhoneNumber("13900000111");
        AccountId account = registered(old);
        String newCode = code(taken, CodePurpose.change_phone);
        String oldCode = code(old, CodePurpose.change_phone);
        refused(
                cn.biaozhengtong.identity.account.AccountProblem.phone_taken,
                () -> changePhone.change(asker(account), taken, newCode, oldCode));
        assertThat(accounts.phone(account)).isEqualTo(old);
    }

    private ChangePhone.Asker asker(AccountId account) {
        return new ChangePhone.Asker(new Person(account, device), LOGIN);
    }

    private void proved(Person who, String login, VerificationPurpose purpose, String about)
            throws InterruptedException {
        Claim claim =
                new Claim(
                        VerificationMethod.alipay,
                        "王五",
                        new IdNumber("110105198001011238"),
                        Optional.empty(),
                        Optional.empty());
        VerificationId id =
                verify.begin(who.account(), new Act(purpose, about, who.device(), login), claim)
                        .id();
        for (int i = 0; i < 100; i++) {
            if (outcome.ask(who, id).state() == VerificationState.verified) {
                return;
            }
            Thread.sleep(100);
        }
        throw new AssertionError("never verified");
    }

    @Test
    void actBoundProof_forThisNumberOnThisDevice_standsForTheLostNumber() throws Exception {
        PhoneNumber old = new PhoneNumber("13900000121");
        PhoneNumber now = new PhoneNumber("13900000122");
        AccountId account = registered(old);
        accounts.verified(account, "王五", new IdNumber("110105198001011238"));
        String newCode = code(now, CodePurpose.change_phone);
        // The owner proves himself for things of his own, on his own phone and on this one.
        Person here = new Person(account, device);
        VerificationPurpose change = VerificationPurpose.phone;
        proved(new Person(account, DeviceId.random()), "his", change, now.digits());
        proved(here, "earlier", change, now.digits());
        proved(here, LOGIN, change, "13900000199");
        proved(here, LOGIN, VerificationPurpose.release, now.digits());
        refused(
                SettingsProblem.verification_needed,
                () -> changePhone.change(asker(account), now, newCode, null));
        proved(here, LOGIN, VerificationPurpose.phone, now.digits());
        changePhone.change(asker(account), now, newCode, null);
        assertThat(accounts.phone(account)).isEqualTo(now);
    }

    private String lastText(String phone) {
        return database.sql("SELECT text FROM sandbox_sms WHERE phone = ? ORDER BY id DESC LIMIT 1")
                .param(cipher.blindIndex("sandbox-sms", phone))
                .query(String.class)
                .single();
    }
}
