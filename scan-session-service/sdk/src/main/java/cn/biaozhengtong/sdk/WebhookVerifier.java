package cn.biaozhengtong.sdk;

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

    private final byte[] secret;
    private final Clock clock;
    private final Map<String, Boolean> seen =
            new LinkedHashMap<>() {
                @Override
                protected boolean removeEldestEntry(Map.Entry<String, Boolean> eldest) {
                    return size() > REMEMBERED;
                }
            };

    /// @param secret as registration showed it: `whsec_` and Base64
    public WebhookVerifier(String secret, Clock clock) {
        this.secret = Base64.getDecoder().decode(secret.replaceFirst("^whsec_", ""));
        this.clock = clock;
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
        if (!isRecent(timestamp) || !isSigned(id + "." + timestamp + "." + body, signature)) {
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
