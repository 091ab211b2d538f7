package cn.biaozhengtong.sdk;

import cn.biaozhengtong.crypto.Sm3;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;

/// An open session, with everything needed to show its QR and to verify its result. Keep it on the
/// server: it holds the session's secret.
public final class OpenSession {
    private static final int AUTH = 22;

    private final SessionRequest request;
    private final String id;
    private final byte[] secret;
    private final String qrBase;
    private final Shown shown;

    OpenSession(SessionRequest request, String id, byte[] secret, String qrBase, Shown shown) {
        this.request = request;
        this.id = id;
        this.secret = secret.clone();
        this.qrBase = qrBase;
        this.shown = shown;
    }

    /// What the service said when it opened the session.
    record Shown(
            String challenge,
            String serverRandom,
            String contentHash,
            String verificationCode,
            String platformCode,
            String platformName,
            Instant createdAt,
            Instant openedAtHere,
            Instant expiresAt) {}

    public String id() {
        return id;
    }

    /// Four digits to show beside the QR; the phone shows them too.
    public String verificationCode() {
        return shown.verificationCode();
    }

    public Instant expiresAt() {
        return shown.expiresAt();
    }

    SessionRequest request() {
        return request;
    }

    Shown shown() {
        return shown;
    }

    /// The QR's text for this moment; make a new one every second.
    public String qr(Clock clock) {
        long elapsed =
                Math.max(0, Duration.between(shown.openedAtHere(), clock.instant()).toSeconds());
        String auth =
                Base64.getUrlEncoder()
                        .withoutPadding()
                        .encodeToString(Sm3.hmac(secret, framed(elapsed)))
                        .substring(0, AUTH);
        return qrBase + "?i=" + id + "&t=" + elapsed + "&a=" + auth;
    }

    private byte[] framed(long elapsed) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        List<String> fields =
                List.of(
                        "bzt/qr/v1",
                        request.kind(),
                        id,
                        Long.toString(elapsed),
                        shown.contentHash());
        for (String field : fields) {
            byte[] bytes = field.getBytes(StandardCharsets.UTF_8);
            out.writeBytes(ByteBuffer.allocate(4).putInt(bytes.length).array());
            out.writeBytes(bytes);
        }
        return out.toByteArray();
    }
}
