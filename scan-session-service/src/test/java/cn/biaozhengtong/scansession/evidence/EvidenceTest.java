package cn.biaozhengtong.scansession.evidence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import cn.biaozhengtong.crypto.CryptoException;
import cn.biaozhengtong.crypto.SignedContext;
import cn.biaozhengtong.crypto.session.EvidencePackage;
import cn.biaozhengtong.crypto.session.SessionContent;
import cn.biaozhengtong.scansession.SessionFlow;
import cn.biaozhengtong.scansession.TestKey;
import cn.biaozhengtong.scansession.TestOffice;
import cn.biaozhengtong.scansession.approval.ScanQr;
import cn.biaozhengtong.scansession.membership.Role;
import cn.biaozhengtong.scansession.session.SessionId;
import cn.biaozhengtong.scansession.session.SessionState;
import java.io.ByteArrayInputStream;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
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
        SessionId id = completed();
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
        SessionId id = completed();
        database.sql("DELETE FROM evidence_due WHERE session_id = ?").param(id.toString()).update();
        office.proofsAway = false;
        collect.noteForgotten();
        collect.noteForgotten();
        await().atMost(PATIENCE).until(() -> attempts(id) < 0);
        assertThat(evidence.zip(client, id)).isNotEmpty();
    }

    @Test
    void item5_signedThenRevokedWithinTheSecond_isToldCompleted_andItsEvidenceVerifies()
            throws Exception {
        SessionId id = completed();
        office.revoked = holder.serial();
        await().atMost(PATIENCE).until(() -> attempts(id) < 0);
        EvidencePackage.Verified it = verified(id);
        SignedContext context = it.evidence().context();
        assertThat(context.rpAccount()).isEqualTo("acc-1");
        assertThat(context.role()).isEqualTo("administrator");
        assertThat(context.encryptionSerial()).isEqualTo(holder.encryptionSerial());
        assertThat(it.late()).isFalse();
        assertThat(it.evidence().transitions().getLast().state()).isEqualTo("completed");
        assertThat(Duration.between(it.signedAt(), it.stampedAt()).toSeconds()).isBetween(0L, 3L);
        assertThat(late(id)).isFalse();
    }

    @Test
    void item5_revokedBeforeTheSignaturesWereComplete_isNoEvidence() {
        office.revoked = holder.serial();
        SessionId id = completed();
        await().atMost(PATIENCE).until(() -> attempts(id) < 0);
        assertThatThrownBy(() -> verified(id)).isInstanceOf(CryptoException.class);
    }

    @Test
    void item5_stampThatComesLate_isMarked_andValid() throws Exception {
        office.proofsAway = true;
        SessionId id = completed();
        await().atMost(PATIENCE).until(() -> attempts(id) > 0);
        database.sql("UPDATE scan_session SET ended_at = ended_at - INTERVAL 1 HOUR WHERE id = ?")
                .param(id.toString())
                .update();
        // An attempt under way may have read the session as it was.
        int before = attempts(id);
        await().atMost(PATIENCE).until(() -> attempts(id) > before);
        office.stampsAhead = 3600;
        office.proofsAway = false;
        await().atMost(PATIENCE).until(() -> attempts(id) < 0);
        assertThat(verified(id).late()).isTrue();
        assertThat(late(id)).isTrue();
    }

    @Test
    void item18_unknownRole_hasNoPower() {
        for (String word : List.of("none", "owner", "Administrator", "administrator ", "")) {
            assertThat(Role.of(word)).isEqualTo(Role.none);
        }
        office.role = Role.none;
        SessionId id = opened(SessionContent.of("login", "登录", "", "", ""), null);
        ScanQr.Card card = scanned(id);
        refused("no_permission", () -> round(card));
    }

    private EvidencePackage.Verified verified(SessionId id) throws Exception {
        return EvidencePackage.read(new ByteArrayInputStream(evidence.zip(client, id)))
                .verify(TestKey.root());
    }

    private boolean late(SessionId id) {
        return database.sql("SELECT late FROM session_evidence WHERE session_id = ?")
                .param(id.toString())
                .query(Boolean.class)
                .single();
    }

    private SessionId completed() {
        ScanQr.Card card = scanned(opened(SessionContent.of("login", "登录", "", "", ""), null));
        UUID round = round(card).round().roundId();
        approve.finish(who, card.sessionId(), round, TestOffice.answers(1));
        assertThat(sessions.byId(card.sessionId()).state(Instant.now()))
                .isEqualTo(SessionState.completed);
        return card.sessionId();
    }

    private void age(SessionId id) {
        database.sql("UPDATE scan_session SET ended_at = ended_at - INTERVAL 7 DAY WHERE id = ?")
                .param(id.toString())
                .update();
        database.sql(
                        "UPDATE evidence_due SET due_at = due_at - INTERVAL 1 DAY WHERE session_id = ?")
                .param(id.toString())
                .update();
    }

    /// Below zero when nothing is due.
    private int attempts(SessionId id) {
        return database.sql("SELECT attempts FROM evidence_due WHERE session_id = ?")
                .param(id.toString())
                .query(Integer.class)
                .optional()
                .orElse(-1);
    }
}
