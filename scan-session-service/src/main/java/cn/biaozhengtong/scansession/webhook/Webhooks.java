package cn.biaozhengtong.scansession.webhook;

import cn.biaozhengtong.kit.events.Bell;
import cn.biaozhengtong.scansession.relyingparty.RelyingParties;
import cn.biaozhengtong.scansession.session.ScanSession;
import cn.biaozhengtong.scansession.session.SessionChange;
import cn.biaozhengtong.scansession.session.SessionState;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Writes deliveries beside the change that they tell of; [DeliverWebhooks] sends them.
@Component
public class Webhooks {
    private final JdbcClient database;
    private final RelyingParties parties;
    private final JsonMapper json;
    private final Clock clock;
    private final Bell waiting = new Bell();

    Webhooks(JdbcClient database, RelyingParties parties, JsonMapper json, Clock clock) {
        this.database = database;
        this.parties = parties;
        this.json = json;
        this.clock = clock;
    }

    /// Rung when there is something to deliver.
    Bell waiting() {
        return waiting;
    }

    record Data(
            UUID sessionId,
            String kind,
            String state,
            int version,
            @Nullable String error,
            @Nullable JsonNode result) {}

    record Body(String type, Instant timestamp, Data data) {}

    /// One of a session that is over.
    @EventListener
    @Transactional(propagation = Propagation.MANDATORY)
    void on(SessionChange it) {
        if (it.state().isOpen()) {
            return;
        }
        ScanSession session = it.session();
        RelyingParties.RelyingParty party = parties.of(session.clientId());
        if (party.webhookUrl() == null) {
            return;
        }
        Instant now = clock.instant();
        String state = it.state().name();
        String result = it.state() == SessionState.completed ? session.resultJson() : null;
        Data data =
                new Data(
                        session.getId(),
                        session.kind().name(),
                        state,
                        session.version(),
                        session.error(),
                        result == null || party.thin() ? null : json.readTree(result));
        String body = json.writeValueAsString(new Body("session." + state, now, data));
        database.sql(
                        """
                        INSERT INTO webhook_delivery (id, client_id, session_id, body, state, attempts, next_at, created_at)
                        VALUES (?, ?, ?, ?, ?, 0, ?, ?)\
                        """)
                .params(
                        UUID.randomUUID().toString(),
                        session.clientId(),
                        session.getId().toString(),
                        body,
                        DeliveryState.pending.name(),
                        Timestamp.from(now),
                        Timestamp.from(now))
                .update();
        waiting.ring();
    }
}
