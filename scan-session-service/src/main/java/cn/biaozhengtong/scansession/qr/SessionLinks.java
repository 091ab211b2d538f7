package cn.biaozhengtong.scansession.qr;

import cn.biaozhengtong.crypto.session.SessionQr;
import cn.biaozhengtong.scansession.session.OpenSession;
import cn.biaozhengtong.scansession.session.ScanSession;
import cn.biaozhengtong.scansession.session.SessionId;
import cn.biaozhengtong.scansession.session.SessionProblem;
import cn.biaozhengtong.scansession.session.SessionState;
import cn.biaozhengtong.scansession.session.Sessions;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/// The texts that lead a phone into a session, and its browser back out of it.
@Component
public class SessionLinks {
    private final Sessions sessions;
    private final OpenSession opened;
    private final Clock clock;
    private final String base;

    SessionLinks(
            Sessions sessions,
            OpenSession opened,
            Clock clock,
            @Value("${bzt.public-url}") String publicUrl) {
        this.sessions = sessions;
        this.opened = opened;
        this.clock = clock;
        this.base = publicUrl + "/s";
    }

    public String base() {
        return base;
    }

    /// The QR's text of this second.
    public String qr(ScanSession session) {
        long elapsed =
                Math.max(0, Duration.between(session.createdAt(), clock.instant()).toSeconds());
        return text(session, elapsed);
    }

    /// The link for the phone on which the page itself is open; it lives as long as the session.
    public String link(SessionId id) {
        return text(sessions.byId(id), 0);
    }

    private String text(ScanSession session, long elapsed) {
        String id = session.getId().toString();
        return SessionQr.text(
                base,
                id,
                elapsed,
                SessionQr.auth(
                        opened.secretOf(session),
                        session.kind().name(),
                        id,
                        elapsed,
                        session.contentHash()));
    }

    /// The session whose picture a page may show with this token.
    public ScanSession viewed(SessionId id, String token) {
        ScanSession session = sessions.find(id).orElse(null);
        boolean good =
                session != null
                        && MessageDigest.isEqual(
                                token.getBytes(StandardCharsets.US_ASCII),
                                SessionQr.viewToken(opened.secretOf(session), id.toString())
                                        .getBytes(StandardCharsets.US_ASCII));
        if (session == null || !good) {
            throw SessionProblem.view_refused.exception();
        }
        return session;
    }

    /// The platform's address with `bztSession` and `bztReturn`, once a link's session is over;
    /// null for a QR's.
    public @Nullable String returnTo(SessionId id, SessionState state) {
        ScanSession session = sessions.byId(id);
        String url = session.returnUrl();
        if (url == null || state.isOpen()) {
            return null;
        }
        return url
                + (url.contains("?") ? "&" : "?")
                + "bztSession="
                + id
                + "&bztReturn="
                + SessionQr.returnValue(opened.secretOf(session), id.toString());
    }
}
