package cn.biaozhengtong.sdk;

import cn.biaozhengtong.crypto.CryptoException;
import cn.biaozhengtong.crypto.cert.Certificate;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// Verifies webhooks (Standard Webhooks): signature over the exact bytes, ±5 minutes, ids once.
public final class WebhookVerifier {
    private static final Duration TOLERANCE = Duration.ofMinutes(5);
    private static final int REMEMBERED = 10_000;
    private static final String SM2 = "v1sm2,";

    private final byte[] secret;
    private final Clock clock;
    private final Optional<Signer> signer;
    private final Map<String, Boolean> seen =
            new LinkedHashMap<>() {
                @Override
                protected boolean removeEldestEntry(Map.Entry<String, Boolean> eldest) {
                    return size() > REMEMBERED;
                }
            };

    private record Signer(Certificate certificate, String clientId) {}

    /// @param secret as registration showed it: `whsec_` and Base64
    public WebhookVerifier(String secret, Clock clock) {
        this(
                Base64.getDecoder().decode(secret.replaceFirst("^whsec_", "")),
                clock,
                Optional.empty());
    }

    private WebhookVerifier(byte[] secret, Clock clock, Optional<Signer> signer) {
        this.secret = secret;
        this.clock = clock;
        this.signer = signer;
    }

    /// The same, demanding the SM2 signature `v1sm2` too: what it lets pass can be shown to others,
    /// who know the secret of neither side.
    ///
    /// @param certificate from [PlatformDesk#webhookSigner]
    /// @param clientId ours, which the signature names
    public WebhookVerifier signedBy(Certificate certificate, String clientId) {
        return new WebhookVerifier(secret, clock, Optional.of(new Signer(certificate, clientId)));
    }

    /// A webhook that verified.
    ///
    /// @param type such as `session.completed`, or `webhook.test`, which tells of no session
    /// @param first false when this id came before; answer 200 and do nothing
    public record Webhook(
            String id, String type, boolean first, String sessionId, SessionStatus status) {}

    /// What could not be dealt with after all: it counts as new when it comes again.
    public void forget(String id) {
        synchronized (seen) {
            seen.remove(id);
        }
    }

    /// Empty when the webhook is not from the service; answer 401 then.
    public Optional<Webhook> verify(String id, String timestamp, String signature, String body) {
        String signed = id + "." + timestamp + "." + body;
        boolean good =
                isRecent(timestamp)
                        && isSigned(signed, signature)
                        && signer.map(it -> isSignedBy(it, signed, signature)).orElse(true);
        if (!good) {
            return Optional.empty();
        }
        Map<String, Object> event = Json.object(Json.parse(body));
        Map<String, Object> data = Json.object(event.get("data"));
        SessionStatus status = SessionStatus.of(data);
        boolean first;
        synchronized (seen) {
            first = seen.put(id, Boolean.TRUE) == null;
        }
        return Optional.of(
                new Webhook(
                        id, Json.text(event, "type"), first, Json.text(data, "sessionId"), status));
    }

    private boolean isRecent(String timestamp) {
        try {
            Instant sent = Instant.ofEpochSecond(Long.parseLong(timestamp));
            return Duration.between(sent, clock.instant()).abs().compareTo(TOLERANCE) <= 0;
        } catch (NumberFormatException | java.time.DateTimeException e) {
            return false;
        }
    }

    private boolean isSigned(String signed, String signatures) {
        byte[] expected =
                ("v1," + Base64.getEncoder().encodeToString(hmac(signed)))
                        .getBytes(StandardCharsets.US_ASCII);
        for (String each : signatures.split(" ")) {
            if (MessageDigest.isEqual(expected, each.getBytes(StandardCharsets.US_ASCII))) {
                return true;
            }
        }
        return false;
    }

    private static boolean isSignedBy(Signer signer, String signed, String signatures) {
        byte[] message = (signer.clientId() + "." + signed).getBytes(StandardCharsets.UTF_8);
        for (String each : signatures.split(" ")) {
            try {
                if (each.startsWith(SM2)) {
                    byte[] value = Base64.getDecoder().decode(each.substring(SM2.length()));
                    signer.certificate().publicKey().verify(message, value);
                    return true;
                }
            } catch (CryptoException | IllegalArgumentException e) {
                return false;
            }
        }
        return false;
    }

    private byte[] hmac(String signed) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret, "HmacSHA256"));
            return mac.doFinal(signed.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
