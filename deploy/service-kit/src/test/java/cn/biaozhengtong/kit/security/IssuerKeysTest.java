package cn.biaozhengtong.kit.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.security.oauth2.jwt.BadJwtException;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.JwtException;
import org.springframework.security.oauth2.jwt.NimbusJwtDecoder;
import org.springframework.security.oauth2.jwt.NimbusJwtDecoder.JwkSetUriJwtDecoderBuilder;

/// An issuer that is slow, away or asked for nonsense keeps nobody out whose token is good.
class IssuerKeysTest {
    private final AtomicInteger asked = new AtomicInteger();
    private volatile CountDownLatch answers = new CountDownLatch(0);
    private Instant now = Instant.now();
    private ECKey key;
    private ECKey published;
    private HttpServer issuer;

    @BeforeEach
    void issuerStarts() throws Exception {
        key = newKey();
        published = key;
        issuer = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        issuer.createContext("/certs", this::certs);
        issuer.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        issuer.start();
    }

    @AfterEach
    void issuerStops() {
        answers.countDown();
        issuer.stop(0);
    }

    private void certs(HttpExchange exchange) throws IOException {
        asked.incrementAndGet();
        try {
            answers.await();
        } catch (InterruptedException e) {
            throw new IOException(e);
        }
        byte[] body =
                new JWKSet(published.toPublicJWK()).toString().getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(200, body.length);
        try (var out = exchange.getResponseBody()) {
            out.write(body);
        }
    }

    private static ECKey newKey() throws JOSEException {
        return new ECKeyGenerator(Curve.P_256).keyID(UUID.randomUUID().toString()).generate();
    }

    private URI address() {
        return URI.create("http://127.0.0.1:" + issuer.getAddress().getPort() + "/certs");
    }

    private JwtDecoder decoder() throws Exception {
        JwkSetUriJwtDecoderBuilder builder = NimbusJwtDecoder.withJwkSetUri(address().toString());
        new IssuerKeys(address(), () -> now).into(builder, Set.of(JWSAlgorithm.ES256));
        return builder.build();
    }

    private static String token(ECKey key) throws JOSEException {
        SignedJWT token =
                new SignedJWT(
                        new JWSHeader.Builder(JWSAlgorithm.ES256).keyID(key.getKeyID()).build(),
                        new JWTClaimsSet.Builder()
                                .subject(UUID.randomUUID().toString())
                                .expirationTime(Date.from(Instant.now().plusSeconds(60)))
                                .build());
        token.sign(new ECDSASigner(key));
        return token.serialize();
    }

    @Test
    void tokenOfTheIssuer_isGood_anothersIsNot() throws Exception {
        JwtDecoder decoder = decoder();
        assertThat(decoder.decode(token(key)).getSubject()).isNotBlank();
        ECKey forged = new ECKeyGenerator(Curve.P_256).keyID(key.getKeyID()).generate();
        assertThatThrownBy(() -> decoder.decode(token(forged))).isInstanceOf(BadJwtException.class);
    }

    @Test
    void issuerAway_newTokensAreGood_withTheKeysOfBefore() throws Exception {
        JwtDecoder decoder = decoder();
        decoder.decode(token(key));
        issuer.stop(0);
        now = now.plus(Duration.ofMinutes(14));
        assertThat(decoder.decode(token(key)).getSubject()).isNotBlank();
    }

    @Test
    void issuerAwayFromTheStart_isNoFaultOfTheToken() throws Exception {
        issuer.stop(0);
        JwtDecoder decoder = decoder();
        for (int i = 0; i < 5; i++) {
            assertThatThrownBy(() -> decoder.decode(token(key)))
                    .isInstanceOf(JwtException.class)
                    .isNotInstanceOf(BadJwtException.class);
        }
    }

    @Test
    void copyGrowsOld_nobodyWaitsForTheNewOne() throws Exception {
        JwtDecoder decoder = decoder();
        decoder.decode(token(key));
        answers = new CountDownLatch(1);
        now = now.plus(Duration.ofMinutes(2));
        decoder.decode(token(key));
        await().until(() -> asked.get() == 2);
        decoder.decode(token(key));
        assertThat(answers.getCount()).isEqualTo(1);
    }

    @Test
    void newKey_isFoundAtOnce() throws Exception {
        JwtDecoder decoder = decoder();
        decoder.decode(token(key));
        published = newKey();
        assertThat(decoder.decode(token(published)).getSubject()).isNotBlank();
    }

    @Test
    void tokensOfKeysThatDoNotExist_areBad_andAskTheIssuerTwice() throws Exception {
        JwtDecoder decoder = decoder();
        for (int i = 0; i < 50; i++) {
            ECKey unknown = newKey();
            assertThatThrownBy(() -> decoder.decode(token(unknown)))
                    .isInstanceOf(BadJwtException.class);
        }
        assertThat(decoder.decode(token(key)).getSubject()).isNotBlank();
        assertThat(asked.get()).isLessThanOrEqualTo(2);
    }
}
