package cn.biaozhengtong.scansession.session;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
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
    public ScanSession await(String clientId, UUID id, int since, Duration limit) {
        Instant end = clock.instant().plus(limit);
        while (true) {
            CompletableFuture<Void> change = waiters.next(id);
            ScanSession session = sessions.of(clientId, id);
            Instant now = clock.instant();
            boolean news = session.version() > since || !session.state(now).isOpen();
            if (news || !now.isBefore(end) || !waiters.areOpen()) {
                waiters.forget(id, change);
                return session;
            }
            // Expiry happens without an event, so a wait never reaches past it.
            Instant until =
                    session.expiresAt().isBefore(end) ? session.expiresAt().plusMillis(10) : end;
            Waiters.await(change, Duration.between(now, until));
        }
    }

    public String state(ScanSession session) {
        return sessions.byId(session.getId()).state(clock.instant()).name();
    }

    /// The state when it changes, or after so long.
    public String stateAfter(ScanSession session, Duration limit) {
        CompletableFuture<Void> change = waiters.next(session.getId());
        if (Waiters.await(change, limit)) {
            return state(session);
        }
        boolean over = clock.instant().isAfter(session.expiresAt());
        return (over ? SessionState.expired : SessionState.awaiting_scan).name();
    }
}
