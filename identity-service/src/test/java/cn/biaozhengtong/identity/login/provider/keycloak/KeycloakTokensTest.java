package cn.biaozhengtong.identity.login.provider.keycloak;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.biaozhengtong.identity.login.LoginProblem;
import cn.biaozhengtong.identity.login.TokenIssuer;
import cn.biaozhengtong.kit.id.AccountId;
import cn.biaozhengtong.kit.id.DeviceId;
import cn.biaozhengtong.kit.problem.ProblemException;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Half tokens, as Keycloak issues when its database dies under a login.
class KeycloakTokensTest {
    private final AccountId account = AccountId.random();
    private final DeviceId device = DeviceId.random();
    private volatile String issued = "";
    private volatile int status = 200;
    private HttpServer keycloak;
    private KeycloakTokens tokens;

    @BeforeEach
    void begin() throws IOException {
        keycloak = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        keycloak.createContext(
                "/realms/r/protocol/openid-connect/token",
                exchange -> {
                    byte[] body =
                            "{\"access_token\":\"%s\",\"refresh_token\":\"r\",\"expires_in\":300}"
                                    .formatted(issued)
                                    .getBytes(StandardCharsets.US_ASCII);
                    exchange.getResponseHeaders().set("Content-Type", "application/json");
                    exchange.sendResponseHeaders(status, body.length);
                    exchange.getResponseBody().write(body);
                    exchange.close();
                });
        keycloak.start();
        tokens =
                new KeycloakTokens(
                        new KeycloakProperties(
                                "http://127.0.0.1:" + keycloak.getAddress().getPort(),
                                "r",
                                "secret",
                                "ticket"));
    }

    @AfterEach
    void end() {
        tokens.close();
        keycloak.stop(0);
    }

    @Test
    void wholeToken_isGiven() {
        issued = token("");
        assertThat(tokens.login(account, "ticket").accessToken()).isEqualTo(issued);
        assertThat(tokens.refresh("r").accessToken()).isEqualTo(issued);
    }

    @ParameterizedTest
    @ValueSource(strings = {"aud", "account", "device", "device_key", "sid"})
    void halfToken_atLogin_isForAnotherTicket_atRefresh_aNewLogin(String without) {
        issued = token(without);
        assertThatThrownBy(() -> tokens.login(account, "ticket"))
                .isInstanceOf(TokenIssuer.Refused.class);
        refused(LoginProblem.refresh_refused, () -> tokens.refresh("r"));
    }

    @Test
    void refusal_atLogin_isForAnotherTicket_atRefresh_aNewLogin() {
        status = 401;
        assertThatThrownBy(() -> tokens.login(account, "ticket"))
                .isInstanceOf(TokenIssuer.Refused.class);
        refused(LoginProblem.refresh_refused, () -> tokens.refresh("r"));
    }

    private String token(String without) {
        JWTClaimsSet.Builder claims = new JWTClaimsSet.Builder();
        if (!without.equals("aud")) {
            claims.audience("bzt-phone");
        }
        if (!without.equals("account")) {
            claims.claim("account", account.toString());
        }
        if (!without.equals("device")) {
            claims.claim("device", device.toString());
        }
        if (!without.equals("device_key")) {
            claims.claim("device_key", "k".repeat(43));
        }
        if (!without.equals("sid")) {
            claims.claim("sid", "s1");
        }
        return new PlainJWT(claims.build()).serialize();
    }

    private static void refused(LoginProblem problem, Runnable call) {
        assertThatThrownBy(call::run)
                .isInstanceOfSatisfying(
                        ProblemException.class, it -> assertThat(it.problem()).isEqualTo(problem));
    }
}
