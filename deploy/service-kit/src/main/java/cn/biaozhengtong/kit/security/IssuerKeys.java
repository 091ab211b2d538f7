package cn.biaozhengtong.kit.security;

import static com.nimbusds.jose.jwk.source.JWKSetCacheRefreshEvaluator.noRefresh;
import static com.nimbusds.jose.jwk.source.JWKSetCacheRefreshEvaluator.referenceComparison;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.KeySourceException;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSelector;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.source.JWKSetBasedJWKSource;
import com.nimbusds.jose.jwk.source.JWKSetSource;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.jwk.source.JWKSourceBuilder;
import com.nimbusds.jose.jwk.source.OutageTolerantJWKSetSource;
import com.nimbusds.jose.jwk.source.RateLimitReachedException;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jose.util.DefaultResourceRetriever;
import com.nimbusds.jose.util.events.Event;
import java.net.MalformedURLException;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.security.oauth2.server.resource.autoconfigure.JwkSetUriJwtDecoderBuilderCustomizer;
import org.springframework.boot.security.oauth2.server.resource.autoconfigure.OAuth2ResourceServerProperties;
import org.springframework.security.oauth2.jwt.NimbusJwtDecoder.JwkSetUriJwtDecoderBuilder;

/// The keys that sign tokens, as the issuer publishes them (RFC 7517 §5).
///
/// Spring's own copy ends every five minutes: whoever comes then waits for Keycloak, and nobody new
/// gets in while it is away. This one is fetched anew while the old is still good, outlives an
/// outage longer than any token, and asks at most twice in five seconds, however many tokens name a
/// key that does not exist.
public final class IssuerKeys implements JWKSource<SecurityContext> {
    private static final Logger LOG = LoggerFactory.getLogger(IssuerKeys.class);
    private static final Duration GOOD_FOR = Duration.ofMinutes(5);
    private static final Duration FETCHED_BEFORE_ITS_END = Duration.ofMinutes(4);
    private static final Duration LONGEST_OUTAGE = Duration.ofMinutes(15);
    private static final Duration BETWEEN_FETCHES = Duration.ofSeconds(5);
    private static final Duration ANSWER = Duration.ofSeconds(3);
    private static final int LARGEST = 64 * 1024;
    private static final @Nullable ScheduledExecutorService NO_SCHEDULE = null;

    private final InstantSource clock;
    private final JWKSetSource<SecurityContext> source;

    IssuerKeys(URI published, InstantSource clock) throws MalformedURLException {
        this.clock = clock;
        int answer = (int) ANSWER.toMillis();
        ExecutorService ahead =
                Executors.newThreadPerTaskExecutor(
                        Thread.ofVirtual().name("issuer-keys").factory());
        JWKSource<SecurityContext> built =
                JWKSourceBuilder.create(
                                published.toURL(),
                                new DefaultResourceRetriever(answer, answer, LARGEST))
                        .cache(GOOD_FOR.toMillis(), ANSWER.multipliedBy(2).toMillis())
                        .refreshAheadCache(
                                FETCHED_BEFORE_ITS_END.toMillis(),
                                told -> {},
                                ahead,
                                true,
                                NO_SCHEDULE,
                                false)
                        .outageTolerant(LONGEST_OUTAGE.toMillis(), IssuerKeys::away)
                        .rateLimited(BETWEEN_FETCHES.toMillis())
                        .build();
        source = ((JWKSetBasedJWKSource<SecurityContext>) built).getJWKSetSource();
    }

    private static void away(
            Event<OutageTolerantJWKSetSource<SecurityContext>, SecurityContext> it) {
        LOG.warn("The token issuer's keys are not to be had; those known are used for a while yet");
    }

    /// Puts these keys into the decoder that Spring Boot makes from its properties.
    public static JwkSetUriJwtDecoderBuilderCustomizer into(OAuth2ResourceServerProperties server) {
        OAuth2ResourceServerProperties.Jwt jwt = server.getJwt();
        Set<JWSAlgorithm> algorithms =
                jwt.getJwsAlgorithms().stream()
                        .map(JWSAlgorithm::parse)
                        .collect(Collectors.toCollection(HashSet::new));
        IssuerKeys keys = of(URI.create(jwt.getJwkSetUri()));
        return decoder -> keys.into(decoder, algorithms);
    }

    void into(JwkSetUriJwtDecoderBuilder decoder, Set<JWSAlgorithm> algorithms) {
        decoder.jwtProcessorCustomizer(processor ->
                processor.setJWSKeySelector(new JWSVerificationKeySelector<>(algorithms, this)));
    }

    private static IssuerKeys of(URI published) {
        try {
            return new IssuerKeys(published, InstantSource.system());
        } catch (MalformedURLException e) {
            throw new IllegalArgumentException("not an address of keys: " + published, e);
        }
    }

    /// @return no key when the issuer was asked for unknown ones too often: then the token is bad
    /// @throws KeySourceException when the issuer is away and no copy of its keys is left
    @Override
    public List<JWK> get(JWKSelector selector, @Nullable SecurityContext context)
            throws KeySourceException {
        JWKSet known = source.getJWKSet(noRefresh(), clock.millis(), context);
        List<JWK> found = selector.select(known);
        return found.isEmpty() ? selector.select(newerThan(known, context)) : found;
    }

    private JWKSet newerThan(JWKSet known, @Nullable SecurityContext context)
            throws KeySourceException {
        try {
            return source.getJWKSet(referenceComparison(known), clock.millis(), context);
        } catch (RateLimitReachedException e) {
            return known;
        }
    }
}
