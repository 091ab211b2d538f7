package cn.biaozhengtong.identity.regain;

import static cn.biaozhengtong.kit.test.Refusals.refused;
import static org.assertj.core.api.Assertions.assertThat;

import cn.biaozhengtong.identity.account.AccountProblem;
import cn.biaozhengtong.identity.account.Accounts;
import cn.biaozhengtong.identity.account.IdNumber;
import cn.biaozhengtong.identity.account.PhoneNumber;
import cn.biaozhengtong.identity.login.CodePurpose;
import cn.biaozhengtong.identity.login.KeepLogin;
import cn.biaozhengtong.identity.login.LogInByCode;
import cn.biaozhengtong.identity.login.LoggedIn;
import cn.biaozhengtong.identity.login.LoginProblem;
import cn.biaozhengtong.identity.login.Password;
import cn.biaozhengtong.identity.login.Passwords;
import cn.biaozhengtong.identity.login.PlainIssuer;
import cn.biaozhengtong.identity.login.SendCode;
import cn.biaozhengtong.identity.message.Messages;
import cn.biaozhengtong.identity.verification.Act;
import cn.biaozhengtong.identity.verification.AskOutcome;
import cn.biaozhengtong.identity.verification.IdentityProvider.Claim;
import cn.biaozhengtong.identity.verification.VerificationMethod;
import cn.biaozhengtong.identity.verification.VerificationPurpose;
import cn.biaozhengtong.identity.verification.VerificationState;
import cn.biaozhengtong.identity.verification.VerifyIdentity;
import cn.biaozhengtong.kit.data.FieldCipher;
import cn.biaozhengtong.kit.device.DeviceKey;
import cn.biaozhengtong.kit.test.RealServers;
import cn.biaozhengtong.kit.test.TestDevices;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/// Back into an account whose number is lost, and those who try to be somebody else, on the real
/// database.
@SpringBootTest
@RealServers
@Import(PlainIssuer.class)
class RegainTest {
    @Autowired private BeginRegain begin;
    @Autowired private FollowRegain follow;
    @Autowired private FinishRegain finish;
    @Autowired private ContestRegain contest;
    @Autowired private VetoRegain vetoes;
    @Autowired private VerifyIdentity verify;
    @Autowired private AskOutcome outcome;
    @Autowired private DecideRegain decide;
    @Autowired private Accounts accounts;
    @Autowired private LogInByCode logIn;
    @Autowired private KeepLogin keep;
    @Autowired private SendCode send;
    @Autowired private Passwords passwords;
    @Autowired private Messages messages;
    @Autowired private FieldCipher cipher;
    @Autowired private JdbcClient database;
    @Autowired private TransactionTemplate transactions;

    private final DeviceKey newKey = TestDevices.key();
    private final UUID newDevice = newKey.id();
    private final Map<LoggedIn, DeviceKey> keys = new HashMap<>();

    private String inbox(String phone) {
        return database.sql("SELECT text FROM sandbox_sms WHERE phone = ? ORDER BY id DESC LIMIT 1")
                .param(cipher.blindIndex("sandbox-sms", phone))
                .query(String.class)
                .optional()
                .orElse("");
    }

    private String code(String phone, CodePurpose purpose) {
        database.sql("UPDATE login_code SET sent_at = sent_at - INTERVAL 2 MINUTE").update();
        send.send(new PhoneNumber(phone), purpose, null);
        Matcher matcher = Pattern.compile("验证码 ([0-9]{6})").matcher(inbox(phone));
        assertThat(matcher.find()).isTrue();
        return matcher.group(1);
    }

    private LoggedIn login(String phone, DeviceKey key) {
        LoggedIn it =
                logIn.logIn(new PhoneNumber(phone), code(phone, CodePurpose.log_in), key, "手机");
        keys.put(it, key);
        return it;
    }

    private void isOut(LoggedIn it) {
        refused(
                LoginProblem.refresh_refused,
                () -> keep.refresh(it.tokens().refreshToken(), keys.get(it)));
    }

    private LoggedIn owner(String phone, String number) {
        LoggedIn it = login(phone, TestDevices.key());
        accounts.verified(it.accountId(), "王五", new IdNumber(number));
        return it;
    }

    /// A number of a person born in 1990, with its check character.
    private static String person(int n) {
        String digits = "11010519900101" + "%03d".formatted(n);
        return digits + IdNumber.check(digits);
    }

    private BeginRegain.Begun begin(String name, String number, String phone, UUID device) {
        return begin.begin(
                new BeginRegain.Request(
                        name,
                        new IdNumber(number),
                        new PhoneNumber(phone),
                        code(phone, CodePurpose.regain),
                        device,
                        "新手机"));
    }

    private FollowRegain.Progress ask(BeginRegain.Begun it) {
        return follow.ask(it.id(), it.ticket(), newDevice);
    }

    /// After the provider answered.
    private FollowRegain.Progress answered(BeginRegain.Begun it) {
        for (int i = 0; i < 100; i++) {
            FollowRegain.Progress progress = ask(it);
            if (progress.state() != RegainState.proving) {
                return progress;
            }
            sleep();
        }
        throw new AssertionError("no answer");
    }

    private static void sleep() {
        try {
            Thread.sleep(100);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private BeginRegain.Begun proved(String number, String phone) {
        BeginRegain.Begun it = begin("王五", number, phone, newDevice);
        assertThat(ask(it).state()).isEqualTo(RegainState.proving);
        answered(it);
        return it;
    }

    private void threeDaysLater(BeginRegain.Begun it) {
        database.sql("UPDATE regain SET changes_at = changes_at - INTERVAL 73 HOUR WHERE id = ?")
                .param(it.id().toString())
                .update();
    }

    private void complete(BeginRegain.Begun it) {
        finish.finish(it.id(), it.ticket(), newDevice);
    }

    @Test
    void item11_aLostNumberWithoutAPassword_isReplacedAfterTheWait_andOldLoginsEnd() {
        LoggedIn owner = owner("13900001101", person(11));
        BeginRegain.Begun it = proved(person(11), "13900001102");
        assertThat(ask(it).state()).isEqualTo(RegainState.waiting);
        assertThat(messages.after(owner.accountId(), 0))
                .anySatisfy(told -> assertThat(told.title()).isEqualTo("【账号正在被找回】"));
        assertThat(inbox("13900001101")).contains("换绑新手机号");
        refused(RegainProblem.regain_not_due, () -> complete(it));
        assertThat(accounts.find(new PhoneNumber("13900001102"))).isEmpty();
        threeDaysLater(it);
        complete(it);
        assertThat(ask(it).state()).isEqualTo(RegainState.done);
        assertThat(login("13900001102", newKey).accountId()).isEqualTo(owner.accountId());
        assertThat(accounts.find(new PhoneNumber("13900001101"))).isEmpty();
        isOut(owner);
        // The ticket is spent.
        refused(RegainProblem.regain_ended, () -> complete(it));
        assertThat(
                        database.sql(
                                        "SELECT action FROM audit_entry WHERE subject = ? AND action LIKE 'account.regain%' ORDER BY sequence")
                                .param(owner.accountId().toString())
                                .query(String.class)
                                .list())
                .containsExactly("account.regain_proved", "account.regained");
    }

    @Test
    void item11_aThiefWithTheOldSim_mayOnlyObject_andTwoDifferentOperatorsDecide() {
        LoggedIn owner = owner("13900001111", person(21));
        BeginRegain.Begun it = proved(person(21), "13900001112");
        LoggedIn thief = login("13900001111", TestDevices.key());
        assertThat(contest.of(thief.accountId())).hasSize(1);
        Password thiefs = new Password("Thiefs-2026-11");
        transactions.executeWithoutResult(
                status -> passwords.setting(owner.accountId(), thiefs).run());
        contest.object(thief.accountId(), it.id(), "不是本人");
        threeDaysLater(it);
        refused(RegainProblem.regain_not_due, () -> complete(it));
        assertThat(decide.queue().getFirst().regain().id()).isEqualTo(it.id());
        decide.decide("support-1", it.id(), true, "电话核实");
        refused(
                RegainProblem.another_operator_needed,
                () -> decide.decide("support-1", it.id(), true, "再次"));
        refused(RegainProblem.regain_not_due, () -> complete(it));
        decide.decide("support-2", it.id(), true, "复核");
        // Objecting once more stops it no more.
        contest.object(thief.accountId(), it.id(), "不是本人");
        complete(it);
        assertThat(passwords.has(owner.accountId())).isFalse();
        assertThat(accounts.find(new PhoneNumber("13900001112"))).contains(owner.accountId());
        isOut(thief);
    }

    private static VetoRegain.Asker asker(LoggedIn it) {
        return new VetoRegain.Asker(it.accountId(), it.deviceId(), "login-of-" + it.deviceId());
    }

    /// The person shows his face, on the device of this login, to stop that attempt.
    private void showsHisFace(LoggedIn it, String number, UUID attempt) {
        VetoRegain.Asker who = asker(it);
        Act act = new Act(VerificationPurpose.veto, attempt.toString(), who.device(), who.login());
        Claim claim =
                new Claim(
                        VerificationMethod.alipay,
                        "王五",
                        new IdNumber(number),
                        Optional.empty(),
                        Optional.empty());
        UUID id = verify.begin(who.account(), act, claim).id();
        for (int i = 0; i < 100; i++) {
            if (outcome.ask(who.account(), who.device(), id).state()
                    == VerificationState.verified) {
                return;
            }
            sleep();
        }
        throw new AssertionError("no answer");
    }

    @Test
    void item11_veto_byTheFaceOnAnOldDevice_endsIt_andNothingLessDoes() {
        String number = person(101);
        LoggedIn owner = owner("13900001201", number);
        BeginRegain.Begun it = proved(number, "13900001202");
        // With the old SIM card on a new device: not even somebody who passes for him.
        LoggedIn thief = login("13900001201", TestDevices.key());
        showsHisFace(thief, number, it.id());
        refused(RegainProblem.veto_unproved, () -> vetoes.veto(asker(thief), it.id()));
        // At the unlocked old phone, without the face, or with it for another attempt.
        refused(RegainProblem.veto_unproved, () -> vetoes.veto(asker(owner), it.id()));
        showsHisFace(owner, number, UUID.randomUUID());
        refused(RegainProblem.veto_unproved, () -> vetoes.veto(asker(owner), it.id()));
        assertThat(ask(it).state()).isEqualTo(RegainState.waiting);
        showsHisFace(owner, number, it.id());
        vetoes.veto(asker(owner), it.id());
        assertThat(ask(it).state()).isEqualTo(RegainState.vetoed);
        threeDaysLater(it);
        refused(RegainProblem.regain_ended, () -> complete(it));
        refused(RegainProblem.regain_ended, () -> vetoes.veto(asker(owner), it.id()));
        assertThat(accounts.find(new PhoneNumber("13900001201"))).contains(owner.accountId());
        LoggedIn stranger = owner("13900001203", person(102));
        refused(RegainProblem.regain_unknown, () -> vetoes.veto(asker(stranger), it.id()));
    }

    @Test
    void item11_theThiefCannotHaveTheAccountDeletedMeanwhile_norLookAtAnothers() {
        LoggedIn owner = owner("13900001121", person(31));
        BeginRegain.Begun it = proved(person(31), "13900001122");
        refused(
                RegainProblem.regain_open,
                () ->
                        transactions.executeWithoutResult(
                                status -> contest.erase(owner.accountId())));
        UUID stranger = owner("13900001123", person(32)).accountId();
        assertThat(contest.of(stranger)).isEmpty();
        refused(RegainProblem.regain_unknown, () -> contest.object(stranger, it.id(), "x"));
        contest.object(owner.accountId(), it.id(), "x");
        decide.decide("support-1", it.id(), false, "未能核实");
        refused(RegainProblem.regain_ended, () -> complete(it));
        transactions.executeWithoutResult(status -> contest.erase(owner.accountId()));
    }

    @Test
    void item11_whoIsNotThePerson_getsNothing_andNobodyIsTold() {
        LoggedIn owner = owner("13900001131", person(41));
        for (String name : new String[] {"王五不符", "王五未知"}) {
            BeginRegain.Begun it = begin(name, person(41), "13900001132", newDevice);
            assertThat(answered(it).state()).isEqualTo(RegainState.refused);
            threeDaysLater(it);
            refused(RegainProblem.regain_ended, () -> complete(it));
        }
        assertThat(contest.of(owner.accountId())).isEmpty();
        assertThat(messages.after(owner.accountId(), 0)).isEmpty();
    }

    @Test
    void item11_aPersonWithoutAnAccount_isAnsweredAlike_untilHeProvedThatHeIsHe() {
        owner("13900001141", person(51));
        BeginRegain.Begun known = begin("王五不符", person(51), "13900001142", newDevice);
        BeginRegain.Begun unknown = begin("赵六不符", person(52), "13900001143", newDevice);
        assertThat(known.ticket()).hasSameSizeAs(unknown.ticket());
        assertThat(known.visit()).isEqualTo(unknown.visit());
        assertThat(answered(known).reason()).isEqualTo(answered(unknown).reason());
        BeginRegain.Begun himself = begin("赵六", person(52), "13900001143", newDevice);
        assertThat(answered(himself).reason()).contains("没有实名账号");
    }

    @Test
    void item11_aTicketIsGoodOnItsDevice_andAWrongOneLooksLikeNone() {
        owner("13900001151", person(61));
        BeginRegain.Begun it = proved(person(61), "13900001152");
        threeDaysLater(it);
        UUID other = UUID.randomUUID();
        refused(RegainProblem.regain_unknown, () -> finish.finish(it.id(), it.ticket(), other));
        refused(RegainProblem.regain_unknown, () -> finish.finish(it.id(), "x", newDevice));
        refused(RegainProblem.regain_unknown, () -> follow.ask(other, it.ticket(), newDevice));
        complete(it);
    }

    @Test
    void item11_attemptsAreCounted_forDeviceAndNumber_andAStrangersDoNotLockTheOwnerOut() {
        owner("13900001160", person(71));
        UUID his = UUID.randomUUID();
        for (int i = 0; i < 5; i++) {
            begin("王五不符", person(71), "13900001161", UUID.randomUUID());
            begin("王五不符", person(71), "1390000121" + i, his);
        }
        refused(
                RegainProblem.regain_too_often,
                () -> begin("王五", person(71), "13900001161", UUID.randomUUID()));
        refused(RegainProblem.regain_too_often, () -> begin("王五", person(71), "13900001216", his));
        BeginRegain.Begun it = proved(person(71), "13900001169");
        assertThat(ask(it).state()).isEqualTo(RegainState.waiting);
    }

    @Test
    void item11_aFrozenAccount_isNotHandedOver_andOperatorsMayRefuseWhatNobodyContested() {
        LoggedIn owner = owner("13900001401", person(96));
        BeginRegain.Begun it = proved(person(96), "13900001402");
        threeDaysLater(it);
        accounts.freeze("support-1", owner.accountId(), true, "疑似盗号");
        refused(AccountProblem.account_frozen, () -> complete(it));
        assertThat(accounts.find(new PhoneNumber("13900001402"))).isEmpty();
        decide.decide("support-1", it.id(), false, "账号已冻结，须到柜台办理");
        accounts.freeze("support-1", owner.accountId(), false, "已核实");
        refused(RegainProblem.regain_ended, () -> complete(it));
    }

    @Test
    void item11_whoGotTheNewNumberMeanwhile_keepsHisAccount() {
        owner("13900001411", person(97));
        BeginRegain.Begun it = proved(person(97), "13900001412");
        LoggedIn bystander = login("13900001412", TestDevices.key());
        threeDaysLater(it);
        refused(AccountProblem.phone_taken, () -> complete(it));
        assertThat(accounts.find(new PhoneNumber("13900001412"))).contains(bystander.accountId());
    }

    @Test
    void item11_aSecondOneOfThePerson_contestsBoth() {
        owner("13900001171", person(81));
        BeginRegain.Begun first = proved(person(81), "13900001172");
        BeginRegain.Begun second = proved(person(81), "13900001173");
        assertThat(ask(first).state()).isEqualTo(RegainState.contested);
        assertThat(ask(second).state()).isEqualTo(RegainState.contested);
    }

    @Test
    void R5_theSecondAccountOfAPerson_givesWay_butNobodyElsesDoes() {
        LoggedIn owner = owner("13900001181", person(91));
        LoggedIn second = login("13900001182", newKey);
        refused(
                AccountProblem.person_has_account,
                () -> accounts.verified(second.accountId(), "王五", new IdNumber(person(91))));
        BeginRegain.Begun it = proved(person(91), "13900001182");
        threeDaysLater(it);
        complete(it);
        assertThat(accounts.find(new PhoneNumber("13900001182"))).contains(owner.accountId());
        isOut(second);
        owner("13900001183", person(92));
        refused(
                AccountProblem.phone_taken,
                () -> begin("王五", person(91), "13900001183", newDevice));
    }

    @Test
    void whatNobodyComesFor_lapses_andAProofThatIsLate() {
        owner("13900001191", person(93));
        BeginRegain.Begun it = proved(person(93), "13900001192");
        database.sql("UPDATE regain SET expires_at = created_at WHERE id = ?")
                .param(it.id().toString())
                .update();
        refused(RegainProblem.regain_ended, () -> complete(it));
        assertThat(ask(it).state()).isEqualTo(RegainState.lapsed);
        BeginRegain.Begun late = begin("王五", person(93), "13900001193", newDevice);
        database.sql("UPDATE regain SET expires_at = created_at WHERE id = ?")
                .param(late.id().toString())
                .update();
        sleep();
        assertThat(ask(late).state()).isEqualTo(RegainState.lapsed);
    }
}
