package cn.biaozhengtong.scansession.session;

import cn.biaozhengtong.kit.audit.AuditLog;
import cn.biaozhengtong.kit.events.Outbox;
import cn.biaozhengtong.kit.id.AccountId;
import io.micrometer.core.instrument.MeterRegistry;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/// The store of sessions: every change is logged, told to other replicas, and published here as
/// [SessionChange]; all in the caller's transaction.
@Component
public class Sessions {
    private static final String TOPIC = "scan-session.session";

    private final SessionRows rows;
    private final JdbcClient database;
    private final Wake wake;
    private final Clock clock;

    Sessions(SessionRows rows, JdbcClient database, Wake wake, Clock clock) {
        this.rows = rows;
        this.database = database;
        this.wake = wake;
        this.clock = clock;
    }

    /// Events for others, and for the rooms of this process; what raises alarms.
    @Component
    record Wake(
            Outbox outbox,
            ApplicationEventPublisher inside,
            AuditLog audit,
            MeterRegistry meters) {}

    /// `scan-session.session.changed.v1`, as others read it.
    record SessionChanged(
            SessionId sessionId,
            String kind,
            String state,
            String clientId,
            @Nullable UUID openingId) {}

    /// `scan-session.session.alarmed.v1`: somebody else may be in play.
    record SessionAlarmed(
            SessionId sessionId,
            @Nullable AccountId accountId,
            String clientId,
            String platformName,
            @Nullable String error) {}

    @Transactional(propagation = Propagation.MANDATORY)
    public void add(ScanSession session) {
        rows.saveAndFlush(session);
        log(session, "rp:" + session.clientId());
    }

    /// The session of this platform; foreign and absent look the same.
    public ScanSession of(String clientId, SessionId id) {
        return rows.findById(id.value())
                .filter(s -> s.clientId().equals(clientId))
                .orElseThrow(SessionProblem.session_unknown::exception);
    }

    public Optional<ScanSession> find(SessionId id) {
        return rows.findById(id.value());
    }

    public ScanSession byId(SessionId id) {
        return find(id).orElseThrow(SessionProblem.session_unknown::exception);
    }

    @Transactional(propagation = Propagation.MANDATORY)
    public ScanSession lock(SessionId id) {
        return rows.lock(id.value()).orElseThrow(SessionProblem.session_unknown::exception);
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
                                session.sessionId(),
                                session.kind().name(),
                                state.name(),
                                session.clientId(),
                                session.openingId()));
        wake.inside().publishEvent(new SessionChange(session, state));
    }

    private void log(ScanSession session, String actor) {
        database.sql(
                        "INSERT INTO session_transition (session_id, to_state, actor, at, version) VALUES (?, ?, ?, ?, ?)")
                .params(
                        session.getId().toString(),
                        session.state(clock.instant()).name(),
                        actor,
                        Timestamp.from(clock.instant()),
                        session.version())
                .update();
    }

    /// A change that people must look at: it was not the user, or he saw another screen.
    @Transactional(propagation = Propagation.MANDATORY)
    public void alarm(ScanSession session, String actor) {
        changed(session, actor);
        String why = session.error() == null ? "" : session.error();
        wake.audit().record(actor, "session.alarm", session.getId().toString(), why);
        wake.meters().counter("bzt.scan.alarms", "why", why).increment();
        wake.outbox()
                .append(
                        TOPIC,
                        session.getId().toString(),
                        "scan-session.session.alarmed.v1",
                        new SessionAlarmed(
                                session.sessionId(),
                                session.accountId(),
                                session.clientId(),
                                platformName(session.clientId()),
                                session.error()));
    }

    private String platformName(String clientId) {
        return database.sql("SELECT platform_name FROM relying_party WHERE client_id = ?")
                .param(clientId)
                .query(String.class)
                .single();
    }

    /// The last session of each of the platform's accounts in an opening.
    public List<ScanSession> inOpening(UUID opening) {
        return rows.lastInOpening(opening);
    }

    /// One change of a session.
    public record Transition(String state, String actor, Instant at, @Nullable Integer version) {}

    public List<Transition> transitions(SessionId id) {
        return database.sql(
                        "SELECT to_state, actor, at, version FROM session_transition WHERE session_id = ? ORDER BY id")
                .param(id.toString())
                .query((row, n) ->
                        new Transition(
                                row.getString(1),
                                row.getString(2),
                                row.getTimestamp(3).toInstant(),
                                (Integer) row.getObject(4)))
                .list();
    }
}
