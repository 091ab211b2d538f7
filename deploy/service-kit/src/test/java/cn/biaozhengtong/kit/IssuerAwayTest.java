package cn.biaozhengtong.kit;

import static org.assertj.core.api.Assertions.assertThat;

import cn.biaozhengtong.kit.test.KitApplication;
import cn.biaozhengtong.kit.test.RealServers;
import cn.biaozhengtong.kit.test.TestTokens;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;

/// A replica that starts while the token issuer is away: nobody is told that his login is wrong.
@SpringBootTest(
        classes = KitApplication.class,
        webEnvironment = WebEnvironment.RANDOM_PORT,
        properties = {
            "spring.config.name=kit-test",
            "spring.security.oauth2.resourceserver.jwt.jwk-set-uri=http://127.0.0.1:1/certs"
        })
@RealServers
class IssuerAwayTest {
    @Value("${local.server.port}")
    private int port;

    @Test
    void goodToken_isAskedToComeAgain() throws Exception {
        String token = TestTokens.phone(UUID.randomUUID(), UUID.randomUUID(), "verified_user");
        try (HttpClient http = HttpClient.newHttpClient()) {
            // More than are let through to the issuer.
            for (int i = 0; i < 5; i++) {
                HttpResponse<String> answer =
                        http.send(
                                HttpRequest.newBuilder(
                                                URI.create("http://127.0.0.1:" + port + "/api/x"))
                                        .header("Authorization", "Bearer " + token)
                                        .build(),
                                HttpResponse.BodyHandlers.ofString());
                assertThat(answer.statusCode()).isEqualTo(503);
                assertThat(answer.headers().firstValue("Retry-After")).isPresent();
                assertThat(answer.body()).contains("\"actor\":\"wait\"");
            }
        }
    }
}
