package cn.biaozhengtong.scansession.session;

import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/// Tidies what expired, so that the platform hears of it; readers see expiry without this.
@Component
class ExpireSessions {
    private final SessionRows rows;
    private final Sessions sessions;
    private final TransactionTemplate transactions;
    private final Clock clock;

    ExpireSessions(
            SessionRows rows, Sessions sessions, TransactionTemplate transactions, Clock clock) {
        this.rows = rows;
        this.sessions = sessions;
        this.transactions = transactions;
        this.clock = clock;
    }

    @Scheduled(fixedDelay = 2_000)
    void sweep() {
        List<SessionState> open =
                Arrays.stream(SessionState.values()).filter(SessionState::isOpen).toList();
        for (ScanSession found : rows.findTop50ByStateInAndExpiresAtBefore(open, clock.instant())) {
            transactions.executeWithoutResult(status -> {
                ScanSession session = sessions.lock(found.sessionId());
                // Another replica may have been here since.
                if (session.state(session.createdAt()).isOpen()) {
                    session.expire();
                    sessions.changed(session, "clock");
                }
            });
        }
    }
}
