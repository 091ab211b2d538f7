package cn.biaozhengtong.scansession.waiting;

import cn.biaozhengtong.scansession.session.ScanSession;
import cn.biaozhengtong.scansession.session.SessionId;
import cn.biaozhengtong.scansession.session.Sessions;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.springframework.stereotype.Component;

/// A platform reads its session, at once or when it changes (long poll). Woken by changes, never by
/// looking into the database again and again.
@Component
public class AwaitSession {
    private final Sessions sessions;
    private final Waiters waiters;
    private final Clock clock;

    AwaitSession(Sessions sessions, Waiters waiters, Clock clock) {
        this.sessions = sessions;
        this.waiters = waiters;
        this.clock = clock;
    }

    /// @param since returns as soon as the version is greater, or the session is over
    public ScanSession await(String clientId, SessionId id, int since, Duration limit) {
        Instant end = clock.instant().plus(limit);
        while (true) {
            try (Waiters.Waiting waiting = waiters.begin(id.value())) {
                ScanSession session = sessions.of(clientId, id);
                Instant now = clock.instant();
                boolean news = session.version() > since || !session.state(now).isOpen();
                if (news || !now.isBefore(end) || !waiters.areOpen()) {
                    return session;
                }
                // Expiry happens without an event, so a wait never reaches past it.
                Instant until =
                        session.expiresAt().isBefore(end)
                                ? session.expiresAt().plusMillis(10)
                                : end;
                waiting.await(Duration.between(now, until));
            }
        }
    }

    /// Hears the state of a session; false when it wants to hear no more.
    public interface Listener {
        boolean hears(String state) throws IOException;
    }

    /// Tells the state now, whenever it changes, and again after every `tick` without a change.
    public void follow(ScanSession session, Duration tick, Listener listener) throws IOException {
        Waiters.Waiting waiting = waiters.begin(session.getId());
        try {
            String state = state(session);
            while (listener.hears(state)) {
                if (waiting.await(tick)) {
                    // The next one first, so that no change falls in between.
                    waiting = waiters.begin(session.getId());
                    state = state(session);
                } else if (clock.instant().isAfter(session.expiresAt())) {
                    state = state(session);
                }
            }
        } finally {
            waiting.close();
        }
    }

    private String state(ScanSession session) {
        return sessions.byId(session.sessionId()).state(clock.instant()).name();
    }
}
