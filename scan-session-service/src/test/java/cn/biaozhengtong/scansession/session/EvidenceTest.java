package cn.biaozhengtong.scansession.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import cn.biaozhengtong.crypto.session.SessionContent;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/// Proofs are fetched however long the authority was away, and noted with the session's end.
class EvidenceTest extends SessionFlow {
    private static final Duration PATIENCE = Duration.ofSeconds(15);

    @Autowired Evidence evidence;
    @Autowired CollectEvidence collect;

    @Test
    void proofs_whileTheAuthorityIsAway_stayDue_andComeWhenItIsBack() {
        office.proofsAway = true;
        UUID id = completed();
        await().atMost(PATIENCE).until(() -> attempts(id) > 0);
        refused("evidence_missing", () -> evidence.zip(client, id));
        office.proofsAway = false;
        // As after a week away.
        age(id);
        await().atMost(PATIENCE).until(() -> attempts(id) < 0);
        assertThat(evidence.zip(client, id)).isNotEmpty();
    }

    @Test
    void sessions_thatNobodyNoted_areNotedAtTheStart() {
        office.proofsAway = true;
        UUID id = completed();
        database.sql("DELETE FROM evidence_due WHERE session_id = ?").param(id.toString()).update();
        office.proofsAway = false;
        collect.noteForgotten();
        collect.noteForgotten();
        await().atMost(PATIENCE).until(() -> attempts(id) < 0);
        assertThat(evidence.zip(client, id)).isNotEmpty();
    }

    private UUID completed() {
        ScanQr.Card card = scanned(opened(SessionContent.of("login", "登录", "", "", ""), null));
        UUID round = round(card).round().roundId();
        approve.finish(account, device, card.sessionId(), round, TestOffice.answers(1));
        assertThat(sessions.byId(card.sessionId()).state(Instant.now()))
                .isEqualTo(SessionState.completed);
        return card.sessionId();
    }

    private void age(UUID id) {
        database.sql("UPDATE scan_session SET ended_at = ended_at - INTERVAL 7 DAY WHERE id = ?")
                .param(id.toString())
                .update();
        database.sql(
                        "UPDATE evidence_due SET due_at = due_at - INTERVAL 1 DAY WHERE session_id = ?")
                .param(id.toString())
                .update();
    }

    /// Below zero when nothing is due.
    private int attempts(UUID id) {
        return database.sql("SELECT attempts FROM evidence_due WHERE session_id = ?")
                .param(id.toString())
                .query(Integer.class)
                .optional()
                .orElse(-1);
    }
}
