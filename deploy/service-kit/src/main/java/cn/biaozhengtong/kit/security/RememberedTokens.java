package cn.biaozhengtong.kit.security;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Predicate;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.security.oauth2.jwt.BadJwtException;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtDecoder;

/// Remembers for a minute which tokens were verified.
///
/// A phone sends the same token with every request, and an ES256 check costs more than all else a
/// gateway does with it. Expiry, and whether the login ended, is still judged at every use; a
/// withdrawn signing key counts at most a minute longer than [IssuerKeys] keeps it.
public final class RememberedTokens implements JwtDecoder {
    private static final Duration KEPT = Duration.ofMinutes(1);
    private static final int MOST = 10_000;

    private final JwtDecoder verifier;
    private final Predicate<Jwt> ended;
    private final Clock clock;
    private final Cache<String, Jwt> verified =
            Caffeine.newBuilder().expireAfterWrite(KEPT).maximumSize(MOST).build();

    RememberedTokens(JwtDecoder verifier, Predicate<Jwt> ended, Clock clock) {
        this.verifier = verifier;
        this.ended = ended;
        this.clock = clock;
    }

    /// Puts the memory before whatever decoder Spring made.
    ///
    /// @param ended whose login is over, though its token is not
    public static BeanPostProcessor beforeDecoders(Predicate<Jwt> ended) {
        return new BeanPostProcessor() {
            @Override
            public Object postProcessAfterInitialization(Object bean, String name) {
                return bean instanceof JwtDecoder decoder && !(bean instanceof RememberedTokens)
                        ? new RememberedTokens(decoder, ended, Clock.systemUTC())
                        : bean;
            }
        };
    }

    @Override
    public Jwt decode(String token) {
        Jwt jwt = verified.getIfPresent(token);
        if (jwt == null || !isCurrent(jwt)) {
            jwt = verifier.decode(token);
            verified.put(token, jwt);
        }
        if (ended.test(jwt)) {
            throw new BadJwtException("the login ended");
        }
        return jwt;
    }

    private boolean isCurrent(Jwt jwt) {
        Instant end = jwt.getExpiresAt();
        return end != null && clock.instant().isBefore(end);
    }
}
