package cn.biaozhengtong.sdk;

import static org.assertj.core.api.Assertions.assertThat;

import cn.biaozhengtong.crypto.Sm2KeyPair;
import cn.biaozhengtong.crypto.cert.Certificate;
import cn.biaozhengtong.crypto.cert.CertificateAuthorityKey;
import cn.biaozhengtong.crypto.cert.CertificateOrder;
import cn.biaozhengtong.crypto.cert.CertificateProfile;
import cn.biaozhengtong.crypto.cert.DistinguishedName;
import cn.biaozhengtong.crypto.cert.PublicationPoints;
import cn.biaozhengtong.crypto.cert.SerialNumber;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.Optional;
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
    void withTheServicesCertificate_itsSm2SignatureOverOurIdIsDemandedToo() throws Exception {
        long time = now.getEpochSecond();
        Sm2KeyPair key = Sm2KeyPair.generate();
        WebhookVerifier strict = verifier.signedBy(certificate(key), "rp-1");
        String message = "w1." + time + "." + BODY;
        String hmac = sign("w1", time, BODY).replace("v1sm2,AAAA ", "");
        String right = hmac + " v1sm2," + sm2(key, "rp-1." + message);
        String foreign = hmac + " v1sm2," + sm2(key, "rp-2." + message);
        assertThat(strict.verify("w1", "" + time, right, BODY)).isPresent();
        assertThat(strict.verify("w1", "" + time, foreign, BODY)).isEmpty();
        assertThat(strict.verify("w1", "" + time, hmac, BODY)).isEmpty();
        assertThat(strict.verify("w1", "" + time, hmac + " v1sm2,%%", BODY)).isEmpty();
    }

    private static String sm2(Sm2KeyPair key, String message) {
        return Base64.getEncoder()
                .encodeToString(key.sign(message.getBytes(StandardCharsets.UTF_8)));
    }

    private Certificate certificate(Sm2KeyPair key) {
        DistinguishedName name = DistinguishedName.of("测试", "CA", "webhook");
        CertificateAuthorityKey self = CertificateAuthorityKey.root(key, name);
        return self.sign(
                self.prepare(
                        new CertificateOrder(
                                CertificateProfile.root,
                                SerialNumber.random(),
                                name,
                                key.publicKey(),
                                now.minusSeconds(60),
                                now.plusSeconds(60),
                                Optional.empty()),
                        new PublicationPoints("http://h/crl", "http://h/ocsp", "http://h/ca")));
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
