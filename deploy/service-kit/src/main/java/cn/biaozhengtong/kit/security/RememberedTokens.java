package cn.biaozhengtong.kit.security;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtDecoder;

/// Remembers for a minute which tokens were verified.
///
/// A phone sends the same token with every request, and an ES256 check costs more than all else a
/// gateway does with it. Expiry is still judged at every use; a withdrawn signing key counts within
/// the minute, as Nimbus' own copy of the key set lives longer.
public final class RememberedTokens implements JwtDecoder {
    private static final Duration KEPT = Duration.ofMinutes(1);
    private static final int MOST = 10_000;

    private final JwtDecoder verifier;
    private final Clock clock;
    private final Cache<String, Jwt> verified =
            Caffeine.newBuilder().expireAfterWrite(KEPT).maximumSize(MOST).build();

    RememberedTokens(JwtDecoder verifier, Clock clock) {
        this.verifier = verifier;
        this.clock = clock;
    }

    /// Puts the memory before whatever decoder Spring made.
    public static BeanPostProcessor beforeDecoders() {
        return new BeanPostProcessor() {
            @Override
            public Object postProcessAfterInitialization(Object bean, String name) {
                return bean instanceof JwtDecoder decoder && !(bean instanceof RememberedTokens)
                        ? new RememberedTokens(decoder, Clock.systemUTC())
                        : bean;
            }
        };
    }

    @Override
    public Jwt decode(String token) {
        Jwt known = verified.getIfPresent(token);
        if (known != null && isCurrent(known)) {
            return known;
        }
        Jwt jwt = verifier.decode(token);
        verified.put(token, jwt);
        return jwt;
    }

    private boolean isCurrent(Jwt jwt) {
        Instant end = jwt.getExpiresAt();
        return end != null && clock.instant().isBefore(end);
    }
}
