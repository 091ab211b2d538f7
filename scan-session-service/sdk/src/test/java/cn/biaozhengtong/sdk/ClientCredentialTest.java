package cn.biaozhengtong.sdk;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.security.spec.ECGenParameterSpec;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ClientCredentialTest {
    private static final URI TOKENS = URI.create("https://sso.example/token");
    private final Clock clock = Clock.fixed(Instant.parse("2026-11-26T00:00:00Z"), ZoneOffset.UTC);

    @Test
    void privateKeyJwt_saysWhoAndForWhom_signedByTheKey_andNeverTwiceTheSame() throws Exception {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(new ECGenParameterSpec("secp256r1"));
        KeyPair pair = generator.generateKeyPair();
        ClientCredential credential = ClientCredential.privateKeyJwt(pair);
        Map<String, String> fields = credential.fields(TOKENS, "rp-1", clock);
        assertThat(fields)
                .containsEntry("client_id", "rp-1")
                .containsEntry(
                        "client_assertion_type",
                        "urn:ietf:params:oauth:client-assertion-type:jwt-bearer");
        String[] parts = fields.get("client_assertion").split("\\.");
        Signature signature = Signature.getInstance("SHA256withECDSAinP1363Format");
        signature.initVerify(pair.getPublic());
        signature.update((parts[0] + "." + parts[1]).getBytes(StandardCharsets.US_ASCII));
        assertThat(signature.verify(Base64.getUrlDecoder().decode(parts[2]))).isTrue();
        assertThat(new String(Base64.getUrlDecoder().decode(parts[0]), StandardCharsets.UTF_8))
                .contains("\"kid\":\"");
        Map<String, Object> claims =
                Json.object(
                        Json.parse(
                                new String(
                                        Base64.getUrlDecoder().decode(parts[1]),
                                        StandardCharsets.UTF_8)));
        assertThat(claims)
                .containsEntry("iss", "rp-1")
                .containsEntry("sub", "rp-1")
                .containsEntry("aud", TOKENS.toString());
        long life =
                Long.parseLong(Json.text(claims, "exp")) - Long.parseLong(Json.text(claims, "iat"));
        assertThat(life).isEqualTo(60);
        assertThat(credential.fields(TOKENS, "rp-1", clock).get("client_assertion"))
                .isNotEqualTo(fields.get("client_assertion"));
    }

    @Test
    void form_isEncoded() {
        assertThat(ClientCredential.form(Map.of("client_secret", "a&b=c 中")))
                .isEqualTo("grant_type=client_credentials&client_secret=a%26b%3Dc+%E4%B8%AD");
    }
}
