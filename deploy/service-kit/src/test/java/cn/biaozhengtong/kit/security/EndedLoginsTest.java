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

    private static Jwt token(String account, String login, Instant issued) {
        return Jwt.withTokenValue("t")
                .header("alg", "ES256")
                .claim("account", account)
                .claim("device", "d1")
                .claim("sid", login)
                .issuedAt(issued)
                .expiresAt(issued.plusSeconds(300))
                .build();
    }

    private boolean ended(String login, Instant issued) {
        return logins.isEnded(token(ACCOUNT, login, issued));
    }

    /// A thief who refreshes four times a second had a token of the second of the logout.
    @Test
    void item17_anEndedLogin_endsItsTokens_whateverSecondTheyWereIssuedIn() {
        logins.end("s1");
        assertThat(ended("s1", AT.minusSeconds(60))).isTrue();
        assertThat(ended("s1", AT)).isTrue();
        assertThat(ended("s1", AT.plusSeconds(1))).isTrue();
        assertThat(ended("s1", AT.plusSeconds(60))).isTrue();
    }

    @Test
    void item17_anotherLogin_goesOn_onTheSameDeviceInTheSameSecond() {
        logins.end("s1");
        assertThat(ended("s2", AT)).isFalse();
        assertThat(ended("s2", AT.minusSeconds(60))).isFalse();
    }

    @Test
    void ofAFrozenAccount_noTokenCounts_andTheEndedOnesStayEnded() {
        logins.close(ACCOUNT);
        logins.end("s1");
        assertThat(ended("s1", AT)).isTrue();
        assertThat(ended("s2", AT.plusSeconds(60))).isTrue();
        assertThat(logins.isEnded(token("b", "s3", AT))).isFalse();
        logins.open(ACCOUNT);
        assertThat(ended("s2", AT)).isFalse();
        assertThat(ended("s1", AT)).isTrue();
    }

    @Test
    void aPhonesTokenThatNamesNoLogin_couldNotBeEnded_andCountsNot() {
        Jwt phone = token(ACCOUNT, "s1", AT);
        Jwt without =
                Jwt.withTokenValue("t")
                        .header("alg", "ES256")
                        .claims(claims -> claims.putAll(phone.getClaims()))
                        .claims(claims -> claims.remove("sid"))
                        .build();
        assertThat(logins.isEnded(without)).isTrue();
    }

    @Test
    void aStream_endsWithItsLogin() {
        assertThat(logins.isEnded(ACCOUNT, "s1")).isFalse();
        logins.end("s1");
        assertThat(logins.isEnded(ACCOUNT, "s1")).isTrue();
        assertThat(logins.isEnded(ACCOUNT, "")).isFalse();
    }

    @Test
    void tokensOfServices_areNobodysLogin() {
        logins.close(ACCOUNT);
        Jwt service =
                Jwt.withTokenValue("t")
                        .header("alg", "ES256")
                        .claim("azp", "ca-order-service")
                        .issuedAt(AT.minusSeconds(60))
                        .build();
        assertThat(logins.isEnded(service)).isFalse();
    }
}
