package cn.biaozhengtong.kit.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.springframework.security.oauth2.jwt.BadJwtException;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtDecoder;

/// A remembered token is good for as long as it would be anyway, and a bad one is never remembered.
class RememberedTokensTest {
    private final Instant start = Instant.parse("2026-11-01T00:00:00Z");
    private final AtomicInteger checks = new AtomicInteger();
    private Instant now = start;
    private boolean ended;

    private final Clock clock =
            new Clock() {
                @Override
                public ZoneOffset getZone() {
                    return ZoneOffset.UTC;
                }

                @Override
                public Clock withZone(java.time.ZoneId zone) {
                    return this;
                }

                @Override
                public Instant instant() {
                    return now;
                }
            };

    private final JwtDecoder verifier =
            token -> {
                checks.incrementAndGet();
                if (token.startsWith("bad") || now.isAfter(start.plusSeconds(300))) {
                    throw new BadJwtException("no");
                }
                return Jwt.withTokenValue(token)
                        .header("alg", "ES256")
                        .subject(token)
                        .expiresAt(start.plusSeconds(300))
                        .build();
            };
    private final RememberedTokens tokens = new RememberedTokens(verifier, it -> ended, clock);

    @Test
    void sameToken_isCheckedOnce_anotherAlways() {
        assertThat(tokens.decode("a").getSubject()).isEqualTo("a");
        assertThat(tokens.decode("a").getSubject()).isEqualTo("a");
        assertThat(tokens.decode("a ").getSubject()).isEqualTo("a ");
        assertThat(checks).hasValue(2);
    }

    @Test
    void expiredToken_isRefused_thoughRemembered() {
        tokens.decode("a");
        now = start.plus(Duration.ofSeconds(301));
        assertThatThrownBy(() -> tokens.decode("a")).isInstanceOf(BadJwtException.class);
    }

    @Test
    void badToken_isNeverRemembered() {
        for (int i = 0; i < 3; i++) {
            assertThatThrownBy(() -> tokens.decode("bad")).isInstanceOf(BadJwtException.class);
        }
        assertThat(checks).hasValue(3);
    }

    @Test
    void tokenOfAnEndedLogin_isRefused_thoughRemembered() {
        tokens.decode("a");
        ended = true;
        assertThatThrownBy(() -> tokens.decode("a")).isInstanceOf(BadJwtException.class);
    }
}
