package cn.biaozhengtong.kit.security;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.springframework.security.oauth2.jwt.Jwt;

/// Which tokens an ended login takes with it.
class EndedLoginsTest {
    private static final String ACCOUNT = "a";
    private static final Instant AT = Instant.parse("2026-11-26T10:00:00.800Z");
    private final EndedLogins logins = new EndedLogins();

    private static Jwt token(String account, String device, Instant issued) {
        return Jwt.withTokenValue("t")
                .header("alg", "ES256")
                .claim("account", account)
                .claim("device", device)
                .issuedAt(issued)
                .expiresAt(issued.plusSeconds(300))
                .build();
    }

    private boolean ended(String device, String issued) {
        return logins.isEnded(token(ACCOUNT, device, Instant.parse(issued)));
    }

    @Test
    void ofADevice_itsOwnTokensFromBefore() {
        logins.end(ACCOUNT, "d1", AT);
        assertThat(ended("d1", "2026-11-26T09:59:59Z")).isTrue();
        assertThat(ended("d1", "2026-11-26T10:00:00Z")).isFalse();
        assertThat(ended("d1", "2026-11-26T10:00:01Z")).isFalse();
        assertThat(ended("d2", "2026-11-26T09:59:00Z")).isFalse();
        assertThat(logins.isEnded(token("b", "d1", AT.minusSeconds(60)))).isFalse();
    }

    @Test
    void ofAnAccount_thoseOfEveryDevice() {
        logins.end(ACCOUNT, null, AT);
        assertThat(ended("d1", "2026-11-26T09:59:59Z")).isTrue();
        assertThat(ended("d2", "2026-11-26T09:55:00Z")).isTrue();
        assertThat(ended("d2", "2026-11-26T10:00:00Z")).isFalse();
    }

    @Test
    void toldLate_theLaterEndCounts() {
        logins.end(ACCOUNT, "d1", AT);
        logins.end(ACCOUNT, "d1", AT.minusSeconds(30));
        assertThat(ended("d1", "2026-11-26T09:59:50Z")).isTrue();
    }

    @Test
    void aStream_endsWithItsLogin_toTheMoment() {
        logins.end(ACCOUNT, "d1", AT);
        assertThat(logins.endedAfter(ACCOUNT, "d1", AT.minusMillis(1))).isTrue();
        assertThat(logins.endedAfter(ACCOUNT, "d1", AT.plusMillis(1))).isFalse();
        assertThat(logins.endedAfter(ACCOUNT, "", AT.minusMillis(1))).isFalse();
    }

    @Test
    void tokensOfServices_areNobodysLogin() {
        logins.end(ACCOUNT, null, AT);
        Jwt service =
                Jwt.withTokenValue("t")
                        .header("alg", "ES256")
                        .claim("azp", "ca-order-service")
                        .issuedAt(AT.minusSeconds(60))
                        .build();
        assertThat(logins.isEnded(service)).isFalse();
    }
}
