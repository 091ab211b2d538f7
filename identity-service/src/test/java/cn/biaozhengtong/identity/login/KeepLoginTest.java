package cn.biaozhengtong.identity.login;

import static cn.biaozhengtong.kit.test.Refusals.refused;
import static org.assertj.core.api.Assertions.assertThat;

import cn.biaozhengtong.identity.account.PhoneNumber;
import cn.biaozhengtong.identity.device.DeviceProblem;
import cn.biaozhengtong.identity.device.Devices;
import cn.biaozhengtong.identity.message.Messages;
import cn.biaozhengtong.kit.security.EndedLogins;
import cn.biaozhengtong.kit.test.RealServers;
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

    private LoggedIn login(String phone, UUID device, String name) {
        PhoneNumber number = PhoneNumber.parse(phone);
        String code = codes.next(number, CodePurpose.log_in);
        return logIn.logIn(number, code, device, name);
    }

    private void aMinuteLater() {
        database.sql("UPDATE login_code SET sent_at = sent_at - INTERVAL 2 MINUTE").update();
    }

    @Test
    void R11_aNewDevice_isAnnounced_andARemovedOneIsRenewedNoMore() {
        UUID first = UUID.randomUUID();
        UUID second = UUID.randomUUID();
        LoggedIn one = login("13900000071", first, "我的手机");
        UUID account = one.accountId();
        assertThat(messages.after(account, 0)).isEmpty();
        aMinuteLater();
        LoggedIn two = login("13900000071", second, "别人的手机");
        assertThat(messages.after(account, 0))
                .singleElement()
                .satisfies(it -> assertThat(it.body()).contains("别人的手机"));
        devices.rename(account, first, "老手机");
        assertThat(devices.of(account))
                .extracting(Devices.Device::name)
                .containsExactly("老手机", "别人的手机");
        assertThat(keep.refresh(two.tokens().refreshToken())).isNotNull();
        devices.remove(account, second);
        refused(LoginProblem.refresh_refused, () -> keep.refresh(two.tokens().refreshToken()));
        assertThat(PlainIssuer.ENDED).contains(two.tokens().refreshToken());
        assertThat(keep.refresh(one.tokens().refreshToken())).isNotNull();
    }

    @Test
    void R11_anothersDevice_looksAbsent() {
        UUID device = UUID.randomUUID();
        UUID owner = login("13900000072", device, "我的手机").accountId();
        UUID thief = UUID.randomUUID();
        refused(DeviceProblem.device_unknown, () -> devices.remove(thief, device));
        refused(DeviceProblem.device_unknown, () -> devices.rename(thief, device, "x"));
        assertThat(devices.of(owner)).hasSize(1);
    }

    @Test
    void R7_endedLogin_isRenewedNoMore() {
        LoggedIn it = login("13900000073", UUID.randomUUID(), "我的手机");
        keep.end(it.tokens().refreshToken());
        refused(LoginProblem.refresh_refused, () -> keep.refresh(it.tokens().refreshToken()));
        // Again, or with what was never a token: nothing more to end.
        keep.end(it.tokens().refreshToken());
    }

    @Test
    void P13_everyEndOfALogin_isTold_soThatTokensEndWithIt() throws Exception {
        Instant before = Instant.now();
        UUID device = UUID.randomUUID();
        LoggedIn out = login("13900000074", device, "我的手机");
        keep.end(out.tokens().refreshToken());
        told(out.accountId(), device, before);
        UUID everywhere = login("13900000075", device, "我的手机").accountId();
        keep.endAll(everywhere);
        told(everywhere, UUID.randomUUID(), before);
        UUID removed = login("13900000076", device, "我的手机").accountId();
        devices.remove(removed, device);
        told(removed, device, before);
        assertThat(logins.endedAfter(removed.toString(), "another", before)).isFalse();
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
