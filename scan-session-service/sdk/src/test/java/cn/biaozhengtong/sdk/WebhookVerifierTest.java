package cn.biaozhengtong.sdk;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;

class WebhookVerifierTest {
    private static final String BODY =
            "{\"type\":\"session.completed\",\"data\":{\"sessionId\":\"s1\",\"state\":\"completed\",\"version\":3,\"result\":{\"role\":\"agent\"}}}";
    private final byte[] secret =
            "0123456789abcdef0123456789abcdef".getBytes(StandardCharsets.US_ASCII);
    private final Instant now = Instant.parse("2026-11-01T00:00:00Z");
    private final WebhookVerifier verifier =
            new WebhookVerifier(
                    "whsec_" + Base64.getEncoder().encodeToString(secret),
                    Clock.fixed(now, ZoneOffset.UTC));

    private String sign(String id, long time, String body) throws Exception {
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(secret, "HmacSHA256"));
        return "v1sm2,AAAA v1,"
                + Base64.getEncoder()
                        .encodeToString(
                                mac.doFinal(
                                        (id + "." + time + "." + body)
                                                .getBytes(StandardCharsets.UTF_8)));
    }

    @Test
    void rightSignature_isRead_andItsRepeatIsNotFirst() throws Exception {
        long time = now.getEpochSecond();
        String signature = sign("w1", time, BODY);
        var first = verifier.verify("w1", Long.toString(time), signature, BODY).orElseThrow();
        assertThat(first.first()).isTrue();
        assertThat(first.sessionId()).isEqualTo("s1");
        assertThat(first.status().isCompleted()).isTrue();
        assertThat(first.status().result()).containsEntry("role", "agent");
        assertThat(
                        verifier.verify("w1", Long.toString(time), signature, BODY)
                                .orElseThrow()
                                .first())
                .isFalse();
    }

    @Test
    void changedBodyIdOrOldTime_isRefused() throws Exception {
        long time = now.getEpochSecond();
        String signature = sign("w1", time, BODY);
        assertThat(verifier.verify("w1", Long.toString(time), signature, BODY + " ")).isEmpty();
        assertThat(verifier.verify("w2", Long.toString(time), signature, BODY)).isEmpty();
        long old = time - 301;
        assertThat(verifier.verify("w1", Long.toString(old), sign("w1", old, BODY), BODY))
                .isEmpty();
        assertThat(verifier.verify("w1", "soon", signature, BODY)).isEmpty();
        assertThat(verifier.verify("w1", Long.toString(time), "", BODY)).isEmpty();
    }

    @Test
    void json_malformedOrDeep_isRefused() {
        for (String bad :
                new String[] {"", "{", "{\"a\"}", "[1,]", "nul", "{\"a\":1}x", "[".repeat(100)}) {
            org.assertj.core.api.Assertions.assertThatThrownBy(() -> Json.parse(bad))
                    .as(bad)
                    .isInstanceOf(IllegalArgumentException.class);
        }
        assertThat(Json.parse("{\"a\":[1,-2.5,\"\\u4e2d\\n\",true,null]}")).isNotNull();
        String hostile = Json.write(java.util.Map.of("k", "a\"\\\u0001中"));
        assertThat(Json.object(Json.parse(hostile))).containsEntry("k", "a\"\\\u0001中");
    }
}
