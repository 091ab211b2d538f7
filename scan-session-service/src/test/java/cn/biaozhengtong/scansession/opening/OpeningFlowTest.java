package cn.biaozhengtong.scansession.opening;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.biaozhengtong.crypto.Sm3;
import cn.biaozhengtong.crypto.cert.Certificate;
import cn.biaozhengtong.crypto.envelope.Tender;
import cn.biaozhengtong.crypto.session.SessionContent;
import cn.biaozhengtong.kit.problem.ProblemException;
import cn.biaozhengtong.scansession.SessionFlow;
import cn.biaozhengtong.scansession.TestOffice;
import cn.biaozhengtong.scansession.approval.ScanQr;
import cn.biaozhengtong.scansession.session.SessionId;
import cn.biaozhengtong.scansession.session.SessionResult;
import cn.biaozhengtong.scansession.session.SessionState;
import cn.biaozhengtong.scansession.tender.Openings;
import cn.biaozhengtong.scansession.tender.Rehearsals;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/// R45 and R46 on the real database: keys open when they may, and every failure is somebody's.
class OpeningFlowTest extends SessionFlow {
    private SessionContent encryption(Instant opensAt, String tender, byte[] wrapped) {
        String hash = "a".repeat(64);
        String serial = Certificate.parse(holder.encryptionCertificate()).serial().hex();
        return new SessionContent(
                "encrypt",
                "生成标书",
                "",
                "",
                "",
                "",
                List.of(),
                new SessionContent.Tendering(tender, "一标段", "项目", opensAt.toString(), ""),
                List.of(
                        new SessionContent.SealedBid(
                                "投标文件", 100, hash, hash, serial, Sm3.hex(wrapped))),
                List.of());
    }

    private static void pause(Duration time) {
        try {
            Thread.sleep(Math.max(0, time.toMillis()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void R45_keys_openFromTheOpeningTimeOn_onceRecorded_orExpresslyConfirmed() {
        String tender = "T-" + UUID.randomUUID();
        byte[] bid = wrapped();
        Instant opensAt = Instant.now().plus(2, ChronoUnit.SECONDS).truncatedTo(ChronoUnit.MILLIS);
        assertThat(approved(encryption(opensAt, tender, bid), null))
                .isEqualTo(SessionState.completed);
        assertThat(ledger.knows(new Tender(tender, "一标段", platform), Sm3.hex(bid))).isTrue();
        refused("not_open_yet", () -> opened(decryption(opensAt, tender, bid), null));
        // Nor by stating an earlier time than the bidder signed.
        Instant early = Instant.now().minusSeconds(60);
        refused("not_open_yet", () -> opened(decryption(early, tender, bid), null));
        // Nor by another encrypt session of the tender that states an earlier one.
        database.sql("UPDATE tender SET opens_at = ? WHERE tender = ?")
                .params(java.sql.Timestamp.from(early), tender)
                .update();
        refused("not_open_yet", () -> opened(decryption(early, tender, bid), null));
        pause(Duration.between(Instant.now(), opensAt).plusMillis(50));
        ScanQr.Card card = scanned(opened(decryption(opensAt, tender, bid), null));
        assertThat(card.unrecordedKeys()).isEmpty();
        assertThat(card.certificateChain()).hasSize(2);
        UUID round = round(card).round().roundId();
        assertThat(approve.finish(who, card.sessionId(), round, TestOffice.answers(2)).state())
                .isEqualTo(SessionState.processing);
        SessionId id = card.sessionId();
        refused("results_incomplete", () -> deliver.deliver(who, id, List.of()));
        String hash = Sm3.hex(bid);
        refused(
                "results_incomplete",
                () ->
                        deliver.deliver(
                                who,
                                id,
                                List.of(new DeliverKeys.Delivered(hash, new byte[10], null))));
        List<DeliverKeys.Delivered> all = List.of(new DeliverKeys.Delivered(hash, wrapped(), null));
        assertThat(deliver.deliver(who, id, all)).isEqualTo(SessionState.completed);
        assertThat(deliver.deliver(who, id, all)).isEqualTo(SessionState.completed);
        String serial = Certificate.parse(holder.encryptionCertificate()).serial().hex();
        assertThat(ledger.waitingFor(serial)).isEmpty();

        byte[] elsewhere = wrapped();
        ScanQr.Card marked = scanned(opened(decryption(opensAt, tender, elsewhere), null));
        assertThat(marked.unrecordedKeys()).containsExactly(Sm3.hex(elsewhere));
        refused("unrecorded_keys", () -> round(marked));
    }

    @Test
    void item7_key_underAnotherTendersName_opensNoEarlier() {
        String tender = "T-" + UUID.randomUUID();
        byte[] bid = wrapped();
        Instant opensAt = Instant.now().plus(Duration.ofDays(3)).truncatedTo(ChronoUnit.SECONDS);
        assertThat(approved(encryption(opensAt, tender, bid), null))
                .isEqualTo(SessionState.completed);
        Instant past = Instant.now().minusSeconds(60);
        refused(
                "not_open_yet",
                () -> opened(decryption(past, "T-" + UUID.randomUUID(), bid), null));
    }

    @Test
    void item7_unrecordedKey_isRefused_whileARecordedOneOfTheCertificateWaits() {
        String tender = "T-" + UUID.randomUUID();
        Instant past = Instant.now().minusSeconds(60);
        Instant opensAt = Instant.now().plus(Duration.ofDays(3)).truncatedTo(ChronoUnit.SECONDS);
        // Opened before anything was recorded: held back when it is approved.
        ScanQr.Card before =
                scanned(opened(decryption(past, "T-" + UUID.randomUUID(), wrapped()), null));
        assertThat(approved(encryption(opensAt, tender, wrapped()), null))
                .isEqualTo(SessionState.completed);
        refused("recorded_keys_wait", () -> round(before));
        // What a blinded copy of the recorded one would look like: nobody's hash.
        refused(
                "recorded_keys_wait",
                () -> opened(decryption(past, "T-" + UUID.randomUUID(), wrapped()), null));
        database.sql("UPDATE tender SET opens_at = ? WHERE tender = ?")
                .params(java.sql.Timestamp.from(past), tender)
                .update();
        database.sql(
                        "UPDATE tender_wrapped_key SET signed_opens_at = ? WHERE session_id IS NOT NULL AND tender_id = (SELECT id FROM tender WHERE tender = ?)")
                .params(java.sql.Timestamp.from(past), tender)
                .update();
        ScanQr.Card later =
                scanned(opened(decryption(past, "T-" + UUID.randomUUID(), wrapped()), null));
        refused("unrecorded_keys", () -> round(later));
    }

    @Test
    void R46_board_saysWhoseFaultItIs() {
        String tender = "T-" + UUID.randomUUID();
        Instant past = Instant.now().minusSeconds(5);
        UUID opening =
                openings.register(
                        client,
                        new Openings.Plan(tender, "一标段", "项目", "大厅", past, past.plusSeconds(600)));
        ScanQr.Card card = scanned(opened(decryption(past, tender, wrapped()), opening));
        office.away = true;
        assertThatThrownBy(() -> round(card)).isInstanceOf(RuntimeException.class);
        office.away = false;
        OpeningBoard.Row waiting = board.board(client, opening).rows().getFirst();
        assertThat(waiting.reason()).isEqualTo("unavailable");
        assertThat(waiting.fault()).isEqualTo(SessionResult.Fault.nobody);
        database.sql("UPDATE scan_session SET expires_at = ? WHERE id = ?")
                .params(
                        java.sql.Timestamp.from(Instant.now().minusSeconds(1)),
                        card.sessionId().toString())
                .update();
        OpeningBoard.Row over = board.board(client, opening).rows().getFirst();
        assertThat(over.fault()).isEqualTo(SessionResult.Fault.service);

        SessionId second = opened(decryption(past, tender, wrapped()), opening);
        approve.refuse(who, scanned(second).sessionId(), "user_refused");
        OpeningBoard.Row refused = board.board(client, opening).rows().getLast();
        assertThat(refused.fault()).isEqualTo(SessionResult.Fault.bidder);
        assertThatThrownBy(() -> board.board("rp-other", opening))
                .isInstanceOf(ProblemException.class);
    }

    @Test
    void R46_rehearsal_isPossibleBeforeTheOpening_andOpensNothingElse() {
        String tender = "T-" + UUID.randomUUID();
        Instant later = Instant.now().plus(Duration.ofDays(3));
        Rehearsals.Probe probe =
                rehearsals.make(
                        new Tender(tender, "一标段", platform),
                        Certificate.parse(holder.encryptionCertificate()));
        byte[] wrapped = Base64.getDecoder().decode(probe.wrapped());
        ScanQr.Card card = scanned(opened(decryption(later, tender, wrapped), null));
        assertThat(card.rehearsal()).isTrue();
        assertThat(card.unrecordedKeys()).isEmpty();
        refused("not_open_yet", () -> opened(decryption(later, "T-other", wrapped), null));
    }
}
