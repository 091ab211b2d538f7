package cn.biaozhengtong.sdk;

import cn.biaozhengtong.crypto.session.SessionContent;
import cn.biaozhengtong.crypto.session.SessionQr;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/// An open session, with everything needed to show its QR and to verify its result. Keep it on the
/// server: it holds the session's secret.
public final class OpenSession {
    private final SessionRequest request;
    private final String id;
    private final byte[] secret;
    private final Shown shown;

    OpenSession(SessionRequest request, String id, byte[] secret, Shown shown) {
        this.request = request;
        this.id = id;
        this.secret = secret.clone();
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
            String certificateHash,
            Pages pages,
            Instant createdAt,
            Instant openedAtHere,
            Instant expiresAt) {}

    /// Addresses for pages.
    record Pages(String qrBase, String qrStream, String link) {}

    public String id() {
        return id;
    }

    /// Four digits to show beside the QR; the phone shows them too, or asks to pick them.
    public String verificationCode() {
        return shown.verificationCode();
    }

    public Instant expiresAt() {
        return shown.expiresAt();
    }

    SessionContent content() {
        return request.content();
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
        return SessionQr.text(
                shown.pages().qrBase(),
                id,
                elapsed,
                SessionQr.auth(secret, content().kind(), id, elapsed, shown.contentHash()));
    }

    /// For `<bzt-qr src="…">` on a page: shows this session's QR and nothing else, so it may be
    /// given to the browser.
    public String qrStream() {
        return shown.pages().qrStream();
    }

    /// For a page that is open on the phone itself ([SessionRequest#returningTo]); else empty.
    public String link() {
        return shown.pages().link();
    }

    /// Whether a browser that came back came from the phone that approved: give the value of its
    /// parameter `bztReturn`, in the same browser session that began.
    public boolean isReturned(String bztReturn) {
        return MessageDigest.isEqual(
                SessionQr.returnValue(secret, id).getBytes(StandardCharsets.US_ASCII),
                bztReturn.getBytes(StandardCharsets.UTF_8));
    }
}
