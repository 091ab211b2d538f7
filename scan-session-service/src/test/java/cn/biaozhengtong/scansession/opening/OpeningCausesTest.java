package cn.biaozhengtong.scansession.opening;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.biaozhengtong.crypto.Sm3;
import cn.biaozhengtong.crypto.session.SessionContent;
import cn.biaozhengtong.kit.problem.ProblemCategory;
import cn.biaozhengtong.kit.problem.ProblemException;
import cn.biaozhengtong.scansession.SessionFlow;
import cn.biaozhengtong.scansession.TestOffice;
import cn.biaozhengtong.scansession.approval.ApproveSession;
import cn.biaozhengtong.scansession.approval.ScanQr;
import cn.biaozhengtong.scansession.session.ScanSession;
import cn.biaozhengtong.scansession.session.SessionId;
import cn.biaozhengtong.scansession.session.SessionResult.Fault;
import cn.biaozhengtong.scansession.session.SessionState;
import cn.biaozhengtong.scansession.tender.Openings;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// R46: each cause is played in an opening, on the real database, and is told as whose it is.
class OpeningCausesTest extends SessionFlow {
    private final String tender = "T-" + UUID.randomUUID();
    private final Instant past = Instant.now().minusSeconds(5);
    private UUID opening;
    private byte[] key;

    @BeforeEach
    void anOpening() {
        key = wrapped();
        opening =
                openings.register(
                        client,
                        new Openings.Plan(tender, "一标段", "项目", "大厅", past, past.plusSeconds(600)));
    }

    private OpeningBoard.Row row() {
        return board.board(client, opening).rows().getLast();
    }

    private SessionId decrypting() {
        return opened(decryption(past, tender, key), opening);
    }

    private ApproveSession.Opened confirmed(ScanQr.Card card) {
        return approve.open(
                who,
                card.sessionId(),
                new ApproveSession.Request(
                        holder.serial(),
                        List.of(new byte[32]),
                        sessions.byId(card.sessionId()).verificationCode(),
                        List.of(card.content().envelopes().getFirst().serial()),
                        true));
    }

    private ProblemException finish(SessionId session, UUID round) {
        return (ProblemException)
                assertThatThrownBy(() -> approve.finish(who, session, round, TestOffice.answers(2)))
                        .isInstanceOf(ProblemException.class)
                        .actual();
    }

    private void runOut(SessionId session) {
        database.sql("UPDATE scan_session SET expires_at = ? WHERE id = ?")
                .params(Timestamp.from(Instant.now().minusSeconds(1)), session.toString())
                .update();
    }

    @ParameterizedTest
    @EnumSource
    void item9_eachCause_playedInAnOpening_isWhoseTheTableSays(Cause cause) {
        SessionId id = decrypting();
        assertThat(row().fault()).isEqualTo(Fault.nobody);
        play(cause, id);
        boolean told = cause.fault() != Fault.nobody && cause != Cause.unattributed;
        String reason =
                told ? cause.name() : cause.fault() == Fault.nobody ? "timeout" : "unattributed";
        assertThat(row().reason()).isEqualTo(reason);
        assertThat(row().fault())
                .isEqualTo(cause.fault() == Fault.nobody ? Fault.bidder : cause.fault());
        assertThat(board.board(client, opening).failed()).isEqualTo(1);
    }

    private void play(Cause cause, SessionId id) {
        switch (cause) {
            case timeout -> runOut(id);
            case cancelled -> cancel.cancel(client, id);
            case user_refused, not_me -> approve.refuse(who, scanned(id).sessionId(), cause.name());
            case other_tender, bad_ciphertext, recipient_untrusted, bad_partial -> {
                UUID round = confirmed(scanned(id)).round().roundId();
                approve.finish(who, id, round, TestOffice.answers(2));
                deliver.deliver(
                        who,
                        id,
                        List.of(new DeliverKeys.Delivered(Sm3.hex(key), null, cause.name())));
            }
            default -> {
                UUID round = confirmed(scanned(id)).round().roundId();
                office.refusal = CauseTest.problem(cause.name(), ProblemCategory.refused);
                finish(id, round);
                if (sessions.byId(id).state(Instant.now()).isOpen()) {
                    runOut(id);
                }
            }
        }
    }

    @Test
    void item9_aPhoneThatLaysItsOwnersLatenessOnOthers_isNotBelieved() {
        for (Cause claim : List.of(Cause.bad_partial, Cause.recipient_untrusted)) {
            play(claim, decrypting());
            assertThat(row().fault()).isEqualTo(Fault.disputed);
        }
        for (Cause sent : List.of(Cause.malformed, Cause.round_lost, Cause.limited)) {
            play(sent, decrypting());
            assertThat(row().fault()).isEqualTo(Fault.disputed);
        }
    }

    private static ProblemException locked(Duration time) {
        return new ProblemException(
                CauseTest.problem("pin_locked", ProblemCategory.limited).problem(),
                "",
                (int) time.toSeconds(),
                Map.of("attemptsLeft", 0, "lockedUntil", Instant.now().plus(time).toString()));
    }

    @Test
    void item9_lockThatOutlastsTheSession_endsIt_withUntilWhen_andIsTheBidders() {
        SessionContent login = SessionContent.of("login", "登录", "", "", "");
        for (SessionId id : List.of(decrypting(), opened(login, null))) {
            ScanQr.Card card = scanned(id);
            office.refusal = null;
            UUID round =
                    (card.content().envelopes().isEmpty() ? round(card) : confirmed(card))
                            .round()
                            .roundId();
            office.refusal = locked(Duration.ofDays(1));
            ProblemException told = finish(id, round);
            assertThat(told.problem().name()).isEqualTo("pin_locked");
            assertThat(told.extensions()).containsKey("lockedUntil");
            ScanSession it = sessions.byId(id);
            assertThat(it.state(Instant.now())).isEqualTo(SessionState.failed);
            assertThat(it.error()).isEqualTo("pin_locked");
        }
        assertThat(row().fault()).isEqualTo(Fault.bidder);
        assertThat(row().reason()).isEqualTo("pin_locked");
    }

    @Test
    void item9_lockThatEndsInTime_leavesTheSessionOpen() {
        SessionId id = decrypting();
        UUID round = confirmed(scanned(id)).round().roundId();
        office.refusal = locked(Duration.ofSeconds(2));
        finish(id, round);
        assertThat(sessions.byId(id).state(Instant.now()))
                .isEqualTo(SessionState.awaiting_approval);
        assertThat(row().reason()).isEqualTo("pin_locked");
        assertThat(row().fault()).isEqualTo(Fault.nobody);
    }
}
