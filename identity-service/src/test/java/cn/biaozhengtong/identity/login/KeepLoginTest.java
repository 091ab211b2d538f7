package cn.biaozhengtong.identity.login;

import static cn.biaozhengtong.kit.test.Refusals.refused;
import static org.assertj.core.api.Assertions.assertThat;

import cn.biaozhengtong.identity.account.PhoneNumber;
import cn.biaozhengtong.identity.device.DeviceProblem;
import cn.biaozhengtong.identity.device.Devices;
import cn.biaozhengtong.identity.message.Messages;
import cn.biaozhengtong.kit.device.DeviceKey;
import cn.biaozhengtong.kit.security.EndedLogins;
import cn.biaozhengtong.kit.test.RealServers;
import cn.biaozhengtong.kit.test.TestDevices;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;

/// R7, R11 on the real database.
@SpringBootTest
@RealServers
@Import(PlainIssuer.class)
class KeepLoginTest {
    @Autowired private LogInByCode logIn;
    @Autowired private KeepLogin keep;
    @Autowired private SmsCodes codes;
    @Autowired private Devices devices;
    @Autowired private Messages messages;
    @Autowired private JdbcClient database;
    @Autowired private EndedLogins logins;

    private LoggedIn login(String phone, DeviceKey device, String name) {
        PhoneNumber number = PhoneNumber.parse(phone);
        String code = codes.next(number, CodePurpose.log_in);
        return logIn.logIn(number, code, device, name);
    }

    private void aMinuteLater() {
        database.sql("UPDATE login_code SET sent_at = sent_at - INTERVAL 2 MINUTE").update();
    }

    @Test
    void R11_aNewDevice_isAnnounced_andARemovedOneIsRenewedNoMore() {
        DeviceKey first = TestDevices.key();
        DeviceKey second = TestDevices.key();
        LoggedIn one = login("13900000071", first, "我的手机");
        UUID account = one.accountId();
        assertThat(messages.after(account, 0)).isEmpty();
        aMinuteLater();
        LoggedIn two = login("13900000071", second, "别人的手机");
        assertThat(messages.after(account, 0))
                .singleElement()
                .satisfies(it -> assertThat(it.body()).contains("别人的手机"));
        devices.rename(account, first.id(), "老手机");
        assertThat(devices.of(account))
                .extracting(Devices.Device::name)
                .containsExactly("老手机", "别人的手机");
        assertThat(keep.refresh(two.tokens().refreshToken(), second)).isNotNull();
        devices.remove(account, second.id());
        refused(
                LoginProblem.refresh_refused,
                () -> keep.refresh(two.tokens().refreshToken(), second));
        assertThat(PlainIssuer.ENDED).contains(two.tokens().refreshToken());
        assertThat(keep.refresh(one.tokens().refreshToken(), first)).isNotNull();
    }

    @Test
    void R11_anothersDevice_looksAbsent() {
        DeviceKey key = TestDevices.key();
        UUID device = key.id();
        UUID owner = login("13900000072", key, "我的手机").accountId();
        UUID thief = UUID.randomUUID();
        refused(DeviceProblem.device_unknown, () -> devices.remove(thief, device));
        refused(DeviceProblem.device_unknown, () -> devices.rename(thief, device, "x"));
        assertThat(devices.of(owner)).hasSize(1);
    }

    @Test
    void R7_endedLogin_isRenewedNoMore() {
        DeviceKey key = TestDevices.key();
        LoggedIn it = login("13900000073", key, "我的手机");
        keep.end(it.tokens().refreshToken());
        refused(LoginProblem.refresh_refused, () -> keep.refresh(it.tokens().refreshToken(), key));
        // Again, or with what was never a token: nothing more to end.
        keep.end(it.tokens().refreshToken());
    }

    @Test
    void P13_everyEndOfALogin_isTold_soThatTokensEndWithIt() throws Exception {
        Instant before = Instant.now();
        DeviceKey key = TestDevices.key();
        UUID device = key.id();
        LoggedIn out = login("13900000074", key, "我的手机");
        keep.end(out.tokens().refreshToken());
        told(out.accountId(), device, before);
        UUID everywhere = login("13900000075", key, "我的手机").accountId();
        keep.endAll(everywhere);
        told(everywhere, UUID.randomUUID(), before);
        UUID removed = login("13900000076", key, "我的手机").accountId();
        devices.remove(removed, device);
        told(removed, device, before);
        assertThat(logins.endedAfter(removed.toString(), "another", before)).isFalse();
    }

    @Test
    void item12_aStolenRefreshToken_isWorthNothingWithoutTheKey_andEndsItsLogin() {
        DeviceKey mine = TestDevices.key();
        String token = login("13900000077", mine, "我的手机").tokens().refreshToken();
        refused(LoginProblem.refresh_refused, () -> keep.refresh(token, TestDevices.key()));
        assertThat(PlainIssuer.ENDED).contains(token);
        refused(LoginProblem.refresh_refused, () -> keep.refresh(token, mine));
    }

    @Test
    void item12_aDeviceWithAnotherKey_isANewDevice_andTheOthersAreTold() {
        DeviceKey mine = TestDevices.key();
        LoggedIn first = login("13900000078", mine, "我的手机");
        UUID account = first.accountId();
        aMinuteLater();
        assertThat(login("13900000078", mine, "我的手机").deviceId()).isEqualTo(first.deviceId());
        assertThat(messages.after(account, 0)).isEmpty();
        aMinuteLater();
        // The same name of the same phone, as it says: nothing but the key counts.
        LoggedIn again = login("13900000078", TestDevices.key(), "我的手机");
        assertThat(again.accountId()).isEqualTo(account);
        assertThat(again.deviceId()).isNotEqualTo(first.deviceId());
        assertThat(devices.of(account)).hasSize(2);
        assertThat(messages.after(account, 0)).hasSize(1);
        // Removed, and back with its key: the same one, told as new.
        devices.remove(account, first.deviceId());
        aMinuteLater();
        assertThat(login("13900000078", mine, "我的手机").deviceId()).isEqualTo(first.deviceId());
        assertThat(messages.after(account, 0)).hasSize(2);
    }

    private void told(UUID account, UUID device, Instant before) throws InterruptedException {
        for (int i = 0; i < 50; i++) {
            if (logins.endedAfter(account.toString(), device.toString(), before)) {
                return;
            }
            Thread.sleep(100);
        }
        throw new AssertionError("not told within five seconds");
    }
}
