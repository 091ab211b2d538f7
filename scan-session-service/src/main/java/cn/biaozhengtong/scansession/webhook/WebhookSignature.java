package cn.biaozhengtong.scansession.webhook;

import cn.biaozhengtong.crypto.cert.KeyStoreFile;
import cn.biaozhengtong.scansession.relyingparty.RelyingParties;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/// `v1,<HMAC-SHA256>` over `id.timestamp.body` (Standard Webhooks) and `v1sm2,<SM2>` over
/// `clientId.id.timestamp.body`, which a platform can show to others.
@Component
class WebhookSignature {
    private final RelyingParties parties;
    private final KeyStoreFile.Entry key;

    WebhookSignature(
            RelyingParties parties,
            @Value("${bzt.webhook.key-file}") Path file,
            @Value("${bzt.webhook.password}") String password) {
        this.parties = parties;
        this.key = KeyStoreFile.load(file, password.toCharArray());
    }

    String sign(String clientId, UUID id, long timestamp, String body) {
        String signed = id + "." + timestamp + "." + body;
        byte[] sm2 = key.key().sign((clientId + "." + signed).getBytes(StandardCharsets.UTF_8));
        Base64.Encoder base64 = Base64.getEncoder();
        return Stream.concat(
                        parties.webhookSecrets(clientId).stream()
                                .map(it -> "v1," + base64.encodeToString(hmac(it, signed))),
                        Stream.of("v1sm2," + base64.encodeToString(sm2)))
                .collect(Collectors.joining(" "));
    }

    private static byte[] hmac(byte[] secret, String signed) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret, "HmacSHA256"));
            return mac.doFinal(signed.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
