package cn.biaozhengtong.scansession.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import cn.biaozhengtong.crypto.session.SessionContent;
import cn.biaozhengtong.scansession.SessionFlow;
import cn.biaozhengtong.scansession.TestOffice;
import cn.biaozhengtong.scansession.session.SessionId;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/// A platform is told of what became of a session exactly when it became so.
class WebhooksTest extends SessionFlow {
    @BeforeEach
    void anEndpoint() {
        database.sql("UPDATE relying_party SET webhook_url = ? WHERE client_id = ?")
                .params("https://platform.invalid/hook", client)
                .update();
    }

    private SessionId login() {
        return opened(SessionContent.of("login", "登录", "", "", ""), null);
    }

    private List<String> told(SessionId id) {
        return database.sql("SELECT body FROM webhook_delivery WHERE session_id = ?")
                .param(id.toString())
                .query(String.class)
                .list();
    }

    @Test
    void session_thatEnds_isToldOnce_withItsResult() {
        SessionId id = login();
        UUID round = round(scanned(id)).round().roundId();
        assertThat(told(id)).isEmpty();
        approve.finish(who, id, round, TestOffice.answers(1));
        JsonNode it = json.readTree(assertThat(told(id)).singleElement().actual());
        assertThat(it.path("type").asString()).isEqualTo("session.completed");
        assertThat(it.path("data").path("sessionId").asString()).isEqualTo(id.toString());
        assertThat(it.path("data").path("version").asInt()).isEqualTo(sessions.byId(id).version());
        assertThat(it.path("data").path("result").path("rpAccount").asString()).isEqualTo("acc-1");
        assertThat(proofs(id)).isPositive();
    }

    @Test
    void changeThatIsTakenBack_isToldToNobody() {
        SessionId id = login();
        transactions.executeWithoutResult(status -> {
            cancel.cancel(client, id);
            assertThat(told(id)).hasSize(1);
            status.setRollbackOnly();
        });
        assertThat(told(id)).isEmpty();
        cancel.cancel(client, id);
        assertThat(told(id)).singleElement().asString().contains("\"type\":\"session.cancelled\"");
    }

    /// Its evidence is noted, or collected already.
    private int proofs(SessionId id) {
        return database.sql(
                        """
                        SELECT (SELECT COUNT(*) FROM evidence_due WHERE session_id = :id)
                            + (SELECT COUNT(*) FROM session_evidence WHERE session_id = :id)\
                        """)
                .param("id", id.toString())
                .query(Integer.class)
                .single();
    }
}
