package cn.biaozhengtong.scansession.session;

import java.time.Clock;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/// A platform takes its session back; one that is over stays as it ended.
@Component
public class CancelSession {
    private final Sessions sessions;
    private final Clock clock;

    CancelSession(Sessions sessions, Clock clock) {
        this.sessions = sessions;
        this.clock = clock;
    }

    @Transactional
    public void cancel(String clientId, SessionId id) {
        sessions.of(clientId, id);
        ScanSession session = sessions.lock(id);
        if (session.state(clock.instant()) == SessionState.cancelled) {
            return;
        }
        session.cancel(clock.instant());
        sessions.changed(session, "rp:" + clientId);
    }
}
