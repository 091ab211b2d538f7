package cn.biaozhengtong.kit.test;

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
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/// A token issuer of this JVM, with the claims that Keycloak gives.
public final class TestTokens {
    private static final ECKey KEY = key();
    private static final String ISSUER = serve();

    private TestTokens() {}

    public static String issuer() {
        return ISSUER;
    }

    /// Of a phone, bound to a key of [TestDevices], so that the tests' servers take its changes as
    /// proved; `verified_user` must be among the roles for most of the API.
    public static String phone(UUID account, UUID device, String... roles) {
        return phoneIn(account, device, loginOf(account, device), roles);
    }

    /// Of a login among several on one device.
    public static String phoneIn(UUID account, UUID device, String login, String... roles) {
        return token(
                "bzt-phone",
                Map.of(
                        "account",
                        account.toString(),
                        "device",
                        device.toString(),
                        "sid",
                        login,
                        "device_key",
                        TestDevices.of(device).thumbprint()),
                roles);
    }

    /// The login that [#phone] takes when none is named.
    public static String loginOf(UUID account, UUID device) {
        return UUID.nameUUIDFromBytes((account + "/" + device).getBytes(StandardCharsets.UTF_8))
                .toString();
    }

    public static String verifiedPhone(UUID account, UUID device) {
        return phone(account, device, "verified_user");
    }

    public static String operator(String name, String... roles) {
        return token("bzt-operations", Map.of("account", name), roles);
    }

    public static String service(String name) {
        return token("bzt-internal", Map.of("azp", name));
    }

    public static String relyingParty(String clientId) {
        return token("bzt-rp", Map.of("azp", clientId));
    }

    private static String token(String audience, Map<String, String> claims, String... roles) {
        JWTClaimsSet.Builder set =
                new JWTClaimsSet.Builder()
                        .issuer(ISSUER)
                        .audience(audience)
                        .expirationTime(Date.from(Instant.now().plusSeconds(300)))
                        .claim("realm_access", Map.of("roles", List.of(roles)));
        claims.forEach(set::claim);
        SignedJWT jwt =
                new SignedJWT(
                        new JWSHeader.Builder(JWSAlgorithm.ES256).keyID(KEY.getKeyID()).build(),
                        set.build());
        try {
            jwt.sign(new ECDSASigner(KEY));
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
        return jwt.serialize();
    }

    private static ECKey key() {
        try {
            return new ECKeyGenerator(Curve.P_256)
                    .keyID("test")
                    .algorithm(JWSAlgorithm.ES256)
                    .generate();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String serve() {
        try {
            HttpServer server =
                    HttpServer.create(
                            new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            byte[] keys = new JWKSet(KEY.toPublicJWK()).toString().getBytes(StandardCharsets.UTF_8);
            server.createContext(
                    "/jwks",
                    exchange -> {
                        exchange.getResponseHeaders().add("Content-Type", "application/json");
                        exchange.sendResponseHeaders(200, keys.length);
                        exchange.getResponseBody().write(keys);
                        exchange.close();
                    });
            // For calls between services: whoever asks is one.
            server.createContext(
                    "/protocol/openid-connect/token",
                    exchange -> {
                        byte[] answer =
                                ("{\"token_type\":\"Bearer\",\"expires_in\":300,\"access_token\":\""
                                                + service("ca-order-service")
                                                + "\"}")
                                        .getBytes(StandardCharsets.UTF_8);
                        exchange.getResponseHeaders().add("Content-Type", "application/json");
                        exchange.sendResponseHeaders(200, answer.length);
                        exchange.getResponseBody().write(answer);
                        exchange.close();
                    });
            server.start();
            return "http://127.0.0.1:" + server.getAddress().getPort();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /// Of somebody with every role that an operation may ask for, by the first part of its path.
    static String ofWhoCalls(String path) {
        if (path.startsWith("/review") || path.startsWith("/operations")) {
            return operator(
                    "somebody",
                    "ca_reviewer",
                    "ca_approver",
                    "ca_administrator",
                    "finance",
                    "auditor",
                    "support",
                    "platform_administrator");
        }
        if (path.startsWith("/internal")) {
            return service("ca-order-service");
        }
        if (path.startsWith("/rp")) {
            return relyingParty("somebody");
        }
        return verifiedPhone(UUID.randomUUID(), UUID.randomUUID());
    }
}
