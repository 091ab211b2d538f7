package cn.biaozhengtong.scansession.session;

import cn.biaozhengtong.kit.events.Outbox;
import cn.biaozhengtong.scansession.webhook.Webhooks;
import java.sql.Timestamp;
import java.time.Clock;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/// The store of sessions: every change is logged, told to other replicas, and put before the
/// platform by webhook when it is final; all in the caller's transaction.
@Component
public class Sessions {
    private static final String TOPIC = "scan-session.session";

    private final SessionRows rows;
    private final JdbcClient database;
    private final Webhooks webhooks;
    private final Wake wake;
    private final Clock clock;

    Sessions(SessionRows rows, JdbcClient database, Webhooks webhooks, Wake wake, Clock clock) {
        this.rows = rows;
        this.database = database;
        this.webhooks = webhooks;
        this.wake = wake;
        this.clock = clock;
    }

    /// Events for other replicas and waiters of this one.
    @Component
    record Wake(Outbox outbox, Waiters waiters) {}

    /// `scan-session.session.changed.v1`, as others read it.
    record SessionChanged(UUID sessionId, String kind, String state, String clientId) {}

    @Transactional(propagation = Propagation.MANDATORY)
    public void add(ScanSession session) {
        rows.saveAndFlush(session);
        log(session, "rp:" + session.clientId());
    }

    /// The session of this platform; foreign and absent look the same.
    public ScanSession of(String clientId, UUID id) {
        return rows.findById(id)
                .filter(s -> s.clientId().equals(clientId))
                .orElseThrow(SessionProblem.session_unknown::exception);
    }

    public ScanSession byId(UUID id) {
        return rows.findById(id).orElseThrow(SessionProblem.session_unknown::exception);
    }

    @Transactional(propagation = Propagation.MANDATORY)
    public ScanSession lock(UUID id) {
        return rows.lock(id).orElseThrow(SessionProblem.session_unknown::exception);
    }

    @Transactional(propagation = Propagation.MANDATORY)
    public void changed(ScanSession session, String actor) {
        rows.saveAndFlush(session);
        log(session, actor);
        SessionState state = session.state(clock.instant());
        wake.outbox()
                .append(
                        TOPIC,
                        session.getId().toString(),
                        "scan-session.session.changed.v1",
                        new SessionChanged(
                                session.getId(),
                                session.content().kind().name(),
                                state.name(),
                                session.clientId()));
        if (!state.isOpen()) {
            webhooks.add(
                    session.clientId(),
                    session.getId(),
                    session.content().kind().name(),
                    state.name(),
                    session.version(),
                    session.resultJson());
        }
        UUID id = session.getId();
        TransactionSynchronizationManager.registerSynchronization(
                new TransactionSynchronization() {
                    @Override
                    public void afterCommit() {
                        wake.waiters().wake(id);
                    }
                });
    }

    private void log(ScanSession session, String actor) {
        database.sql(
                        "INSERT INTO session_transition (session_id, to_state, actor, at) VALUES (?, ?, ?, ?)")
                .params(
                        session.getId().toString(),
                        session.state(clock.instant()).name(),
                        actor,
                        Timestamp.from(clock.instant()))
                .update();
    }
}
