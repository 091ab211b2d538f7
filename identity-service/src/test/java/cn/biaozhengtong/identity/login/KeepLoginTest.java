package cn.biaozhengtong.identity.login;

import static cn.biaozhengtong.kit.test.Refusals.refused;
import static org.assertj.core.api.Assertions.assertThat;

import cn.biaozhengtong.identity.account.PhoneNumber;
import cn.biaozhengtong.identity.device.DeviceProblem;
import cn.biaozhengtong.identity.device.Devices;
import cn.biaozhengtong.identity.device.Logins;
import cn.biaozhengtong.identity.message.Messages;
import cn.biaozhengtong.identity.operations.FreezeAccount;
import cn.biaozhengtong.kit.device.DeviceKey;
import cn.biaozhengtong.kit.id.AccountId;
import cn.biaozhengtong.kit.id.DeviceId;
import cn.biaozhengtong.kit.id.Person;
import cn.biaozhengtong.kit.problem.ProblemException;
import cn.biaozhengtong.kit.security.EndedLogins;
import cn.biaozhengtong.kit.test.RealServers;
import cn.biaozhengtong.kit.test.TestDevices;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;

/// R7, R11 and the kind of "time decides instead of identity", on the real database.
@SpringBootTest
@RealServers
@Import(PlainIssuer.class)
class KeepLoginTest {
    @Autowired private LogInByCode logIn;
    @Autowired private KeepLogin keep;
    @Autowired private FreezeAccount freeze;
    @Autowired private SmsCodes codes;
    @Autowired private Devices devices;
    @Autowired private Logins logins;
    @Autowired private OpenLogin open;
    @Autowired private Messages messages;
    @Autowired private JdbcClient database;
    @Autowired private EndedLogins ended;

    private final Map<String, DeviceKey> keys = new ConcurrentHashMap<>();

    private LoggedIn login(String phone, DeviceKey key, String name) {
        database.sql("UPDATE login_code SET sent_at = sent_at - INTERVAL 2 MINUTE").update();
        PhoneNumber number = PhoneNumber.parse(phone);
        String code = codes.next(number, CodePurpose.log_in);
        return known(logIn.logIn(number, code, key, name), key);
    }

    private static String sid(LoggedIn it) {
        return it.tokens().refreshToken().split("\\.", -1)[0];
    }

    private LoggedIn known(LoggedIn it, DeviceKey key) {
        keys.put(sid(it), key);
        return it;
    }

    /// The device's that logged in.
    private DeviceKey key(String token) {
        DeviceKey key = keys.get(token.split("\\.", -1)[0]);
        return key == null ? TestDevices.key() : key;
    }

    private String refresh(String token) {
        return keep.refresh(token, key(token)).refreshToken();
    }

    private void isRefused(String token) {
        refused(LoginProblem.refresh_refused, () -> keep.refresh(token, key(token)));
    }

    @Test
    void R11_aNewDevice_isAnnounced_andARemovedOneIsRenewedNoMore() {
        DeviceKey first = TestDevices.key();
        DeviceKey second = TestDevices.key();
        LoggedIn one = login("13900000071", first, "我的手机");
        AccountId account = one.accountId();
        assertThat(messages.after(account, 0)).isEmpty();
        LoggedIn two = login("13900000071", second, "别人的手机");
        assertThat(messages.after(account, 0))
                .singleElement()
                .satisfies(it -> assertThat(it.body()).contains("别人的手机"));
        devices.rename(account, new DeviceId(first.id()), "老手机");
        assertThat(devices.of(account))
                .extracting(Devices.Device::name)
                .containsExactly("老手机", "别人的手机");
        String next = refresh(two.tokens().refreshToken());
        devices.remove(account, new DeviceId(second.id()));
        isRefused(next);
        assertThat(refresh(one.tokens().refreshToken())).isNotNull();
    }

    /// Wherever its phones are, and however many addresses they share.
    @Test
    void item20_renewals_areCountedPerAccount() {
        String busy = login("13900000073", TestDevices.key(), "我的手机").tokens().refreshToken();
        for (int i = 0; i < 60; i++) {
            busy = refresh(busy);
        }
        String last = busy;
        refused(LoginProblem.refreshed_too_often, () -> keep.refresh(last, key(last)));
        String other = login("13900000074", TestDevices.key(), "我的手机").tokens().refreshToken();
        assertThat(refresh(other)).isNotNull();
        // Too often is no theft.
        database.sql("UPDATE guess SET ends_at = ends_at - INTERVAL 11 MINUTE").update();
        assertThat(refresh(last)).isNotNull();
    }

    @Test
    void R11_anothersDevice_looksAbsent() {
        DeviceKey key = TestDevices.key();
        DeviceId device = new DeviceId(key.id());
        AccountId owner = login("13900000072", key, "我的手机").accountId();
        AccountId thief = AccountId.random();
        refused(DeviceProblem.device_unknown, () -> devices.remove(thief, device));
        refused(DeviceProblem.device_unknown, () -> devices.rename(thief, device, "x"));
        assertThat(devices.of(owner)).hasSize(1);
    }

    @Test
    void R7_endedLogin_isRenewedNoMore() {
        DeviceKey key = TestDevices.key();
        LoggedIn it = login("13900000073", key, "我的手机");
        keep.end(it.tokens().refreshToken());
        isRefused(it.tokens().refreshToken());
        // Again, or with what was never a token: nothing more to end.
        keep.end(it.tokens().refreshToken());
        keep.end("never");
    }

    @Test
    void P13_everyEndOfALogin_isTold_bySid_soThatTokensEndWithIt() throws Exception {
        LoggedIn out = login("13900000074", TestDevices.key(), "我的手机");
        keep.end(out.tokens().refreshToken());
        told(out);
        LoggedIn one = login("13900000075", TestDevices.key(), "我的手机");
        LoggedIn two = login("13900000075", TestDevices.key(), "我的平板");
        keep.endAll(one.accountId());
        told(one);
        told(two);
        DeviceKey device = TestDevices.key();
        LoggedIn removed = login("13900000076", device, "我的手机");
        LoggedIn other = login("13900000076", TestDevices.key(), "我的平板");
        devices.remove(removed.accountId(), new DeviceId(device.id()));
        told(removed);
        assertThat(ended.isEnded(other.accountId().toString(), sid(other))).isFalse();
        LoggedIn frozen = login("13900000077", TestDevices.key(), "我的手机");
        freeze.freeze("operator", frozen.accountId(), "x");
        told(frozen);
        freeze.unfreeze("operator", frozen.accountId(), "x");
        isRefused(frozen.tokens().refreshToken());
    }

    private void told(LoggedIn it) throws InterruptedException {
        for (int i = 0; i < 50; i++) {
            if (ended.isEnded(it.accountId().toString(), sid(it))) {
                return;
            }
            Thread.sleep(100);
        }
        throw new AssertionError("not told within five seconds");
    }

    @Test
    void item17_aRefreshToken_isGoodOnce_andReusedLaterEndsItsFamily() {
        LoggedIn it = login("13900000081", TestDevices.key(), "我的手机");
        String first = it.tokens().refreshToken();
        String second = refresh(first);
        assertThat(second).isNotEqualTo(first);
        String third = refresh(second);
        // The thief has an older one: two generations behind is reuse, however early.
        isRefused(first);
        isRefused(third);
        assertThat(messages.after(it.accountId(), 0))
                .singleElement()
                .satisfies(told -> assertThat(told.title()).isEqualTo("【登录已退出】"));
    }

    @Test
    void item17_aLostAnswer_isGivenAgain_theVerySame_forHalfAMinute() {
        LoggedIn it = login("13900000082", TestDevices.key(), "我的手机");
        String first = it.tokens().refreshToken();
        String second = refresh(first);
        assertThat(refresh(first)).isEqualTo(second);
        database.sql("UPDATE login SET renewed_at = renewed_at - INTERVAL 31 SECOND").update();
        isRefused(first);
        isRefused(second);
    }

    @Test
    void item17_sixParallelUses_giveOneSuccessor() throws Exception {
        LoggedIn it = login("13900000083", TestDevices.key(), "我的手机");
        String first = it.tokens().refreshToken();
        List<String> answers = atOnce(6, first);
        assertThat(answers).isNotEmpty();
        assertThat(answers.stream().distinct()).hasSize(1);
        assertThat(refresh(answers.getFirst())).isNotNull();
    }

    private List<String> atOnce(int times, String token) throws Exception {
        List<Thread> threads = new java.util.ArrayList<>();
        List<String> answers = new java.util.concurrent.CopyOnWriteArrayList<>();
        for (int i = 0; i < times; i++) {
            threads.add(
                    Thread.startVirtualThread(() -> {
                        try {
                            answers.add(refresh(token));
                        } catch (ProblemException e) {
                            // One that lost.
                        }
                    }));
        }
        for (Thread thread : threads) {
            thread.join();
        }
        return answers;
    }

    @Test
    void item17_aTokenThatWasNeverIssued_endsNothing() {
        LoggedIn it = login("13900000084", TestDevices.key(), "我的手机");
        String good = it.tokens().refreshToken();
        String[] parts = good.split("\\.", -1);
        for (String forged :
                List.of(
                        parts[0] + ".2." + parts[2],
                        parts[0] + ".1." + "0".repeat(64),
                        parts[0] + ".01." + parts[2],
                        parts[0] + ".999999999." + parts[2],
                        parts[0],
                        "",
                        "x".repeat(4000))) {
            isRefused(forged);
            keep.end(forged);
        }
        assertThat(refresh(good)).isNotNull();
    }

    @Test
    void item17_aThiefWhoRefreshesInTheSecondOfTheLogout_loses() throws Exception {
        LoggedIn it = login("13900000085", TestDevices.key(), "我的手机");
        Thief thief = new Thief(it.tokens().refreshToken());
        Thread theft = Thread.startVirtualThread(thief);
        Thread.sleep(300);
        keep.endAll(it.accountId());
        theft.join(20_000);
        assertThat(thief.used).isPositive();
        isRefused(thief.token);
        told(it);
    }

    /// Refreshes without a pause until it is refused.
    private final class Thief implements Runnable {
        private volatile String token;
        private volatile int used;

        Thief(String token) {
            this.token = token;
        }

        @Override
        public void run() {
            try {
                while (true) {
                    token = refresh(token);
                    used++;
                }
            } catch (ProblemException e) {
                // Out.
            }
        }
    }

    @Test
    void item17_whoProvedHimselfBeforeAllLoginsEnded_isGivenNoneAfter() {
        DeviceKey device = TestDevices.key();
        LoggedIn it = login("13900000086", device, "我的手机");
        int before = logins.epoch(it.accountId());
        keep.endAll(it.accountId());
        refused(LoginProblem.refresh_refused, () -> open.open(it.accountId(), device, before));
        assertThat(open.open(it.accountId(), device, before + 1)).isNotNull();
    }

    @Test
    void item17_aCodeThatOpenedALogin_opensNoneOnceThatEnded() {
        DeviceKey mine = TestDevices.key();
        DeviceKey thiefs = TestDevices.key();
        PhoneNumber phone = PhoneNumber.parse("13900000087");
        login("13900000087", mine, "我的手机");
        database.sql("UPDATE login_code SET sent_at = sent_at - INTERVAL 2 MINUTE").update();
        String code = codes.next(phone, CodePurpose.log_in);
        AccountId account = logIn.logIn(phone, code, thiefs, "x").accountId();
        // While it lives its device may show it again, until it was sent away.
        assertThat(logIn.logIn(phone, code, thiefs, "x")).isNotNull();
        devices.remove(account, new DeviceId(thiefs.id()));
        refused(LoginProblem.code_wrong, () -> logIn.logIn(phone, code, thiefs, "x"));
        assertThat(devices.belongs(account, new DeviceId(thiefs.id()))).isFalse();
    }

    @Test
    void item17_manyLoginsEndAtOnce_allAreTold() {
        DeviceKey key = TestDevices.key();
        DeviceId device = new DeviceId(key.id());
        LoggedIn it = login("13900000088", key, "我的手机");
        IntStream.range(0, 600)
                .forEach(i ->
                        logins.begin(
                                new Person(it.accountId(), device),
                                "many-" + i,
                                logins.epoch(it.accountId()),
                                "t"));
        keep.endAll(it.accountId());
        Stream<String> told =
                database
                        .sql(
                                "SELECT payload FROM outbox WHERE event_key = ? AND event_type = 'identity.account.logged-out.v1'")
                        .param(it.accountId().toString())
                        .query(String.class)
                        .list()
                        .stream()
                        .filter(Objects::nonNull);
        assertThat(told.mapToInt(payload -> payload.split("many-", -1).length - 1).sum())
                .isEqualTo(600);
    }

    @Test
    void item12_aStolenRefreshToken_isWorthNothingWithoutTheKey_andEndsItsLogin() {
        LoggedIn it = login("13900000078", TestDevices.key(), "我的手机");
        String token = it.tokens().refreshToken();
        DeviceKey thiefs = TestDevices.key();
        refused(LoginProblem.refresh_refused, () -> keep.refresh(token, thiefs));
        isRefused(token);
        assertThat(messages.after(it.accountId(), 0))
                .singleElement()
                .satisfies(told -> assertThat(told.title()).isEqualTo("【登录已退出】"));
    }

    @Test
    void item12_aDeviceWithAnotherKey_isANewDevice_andTheOthersAreTold() {
        DeviceKey mine = TestDevices.key();
        LoggedIn first = login("13900000079", mine, "我的手机");
        AccountId account = first.accountId();
        assertThat(login("13900000079", mine, "我的手机").deviceId()).isEqualTo(first.deviceId());
        assertThat(messages.after(account, 0)).isEmpty();
        // The same phone, as it says: nothing but the key counts.
        LoggedIn again = login("13900000079", TestDevices.key(), "我的手机");
        assertThat(again.accountId()).isEqualTo(account);
        assertThat(again.deviceId()).isNotEqualTo(first.deviceId());
        assertThat(devices.of(account)).hasSize(2);
        assertThat(messages.after(account, 0)).hasSize(1);
        // Removed, and back with its key: the same one, told as new.
        devices.remove(account, first.deviceId());
        assertThat(login("13900000079", mine, "我的手机").deviceId()).isEqualTo(first.deviceId());
        assertThat(messages.after(account, 0)).hasSize(2);
    }
}
