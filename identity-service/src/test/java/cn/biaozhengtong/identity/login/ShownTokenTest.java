package cn.biaozhengtong.identity.login;

import static org.assertj.core.api.Assertions.assertThat;

import cn.biaozhengtong.identity.device.Logins;
import cn.biaozhengtong.kit.id.AccountId;
import cn.biaozhengtong.kit.id.DeviceId;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/// Which of a login's refresh tokens is answered, and until when.
class ShownTokenTest {
    private static final Instant RENEWED = Instant.parse("2026-11-27T10:00:00Z");
    private static final Instant SOON = RENEWED.plusSeconds(29);
    private static final Instant LATE = RENEWED.plusSeconds(30);

    private static RefreshTokens.Shown shown(int generation) {
        return new RefreshTokens.Shown(
                new Logins.Login(
                        "x", AccountId.random(), DeviceId.random(), "", 7, "", RENEWED, false),
                generation);
    }

    @Test
    void newest_isAnsweredAlways() {
        assertThat(shown(7).mayBeAnswered(SOON)).isTrue();
        assertThat(shown(7).mayBeAnswered(LATE.plusSeconds(86_400))).isTrue();
    }

    @Test
    void oneBefore_isAnsweredForHalfAMinute() {
        assertThat(shown(6).mayBeAnswered(SOON)).isTrue();
        assertThat(shown(6).mayBeAnswered(LATE)).isFalse();
    }

    @Test
    void older_isAThiefs() {
        assertThat(shown(5).mayBeAnswered(RENEWED)).isFalse();
        assertThat(shown(1).mayBeAnswered(RENEWED)).isFalse();
    }
}
