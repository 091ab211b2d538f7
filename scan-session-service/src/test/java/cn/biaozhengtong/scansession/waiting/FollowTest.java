package cn.biaozhengtong.scansession.waiting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import cn.biaozhengtong.crypto.session.SessionContent;
import cn.biaozhengtong.scansession.SessionFlow;
import cn.biaozhengtong.scansession.session.ScanSession;
import cn.biaozhengtong.scansession.session.SessionId;
import cn.biaozhengtong.scansession.tender.Openings;
import java.io.EOFException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/// Whoever follows hears of what changes while he is busy with the change before.
class FollowTest extends SessionFlow {
    private static final Duration TICK = Duration.ofSeconds(30);
    private static final Duration AT_ONCE = Duration.ofSeconds(5);

    @Autowired AwaitSession await;

    @Test
    void page_hearsOfAScanThatHappensWhileItDraws() {
        SessionId id = opened(SessionContent.of("login", "登录", "", "", ""), null);
        List<String> heard = new ArrayList<>();
        assertTimeoutPreemptively(
                AT_ONCE,
                () ->
                        await.follow(
                                sessions.byId(id),
                                TICK,
                                state -> {
                                    heard.add(state);
                                    if (heard.size() == 1) {
                                        scanned(id);
                                    }
                                    return heard.size() < 2;
                                }));
        assertThat(heard).containsExactly("awaiting_scan", "awaiting_approval");
    }

    @Test
    void page_hearsOfTheEndOfTime() {
        SessionId id = opened(SessionContent.of("login", "登录", "", "", ""), null);
        ScanSession session = sessions.byId(id);
        database.sql("UPDATE scan_session SET expires_at = NOW(6) - INTERVAL 1 SECOND WHERE id = ?")
                .param(id.toString())
                .update();
        List<String> heard = new ArrayList<>();
        assertTimeoutPreemptively(
                AT_ONCE,
                () ->
                        await.follow(
                                session,
                                TICK,
                                state -> {
                                    heard.add(state);
                                    return false;
                                }));
        assertThat(heard).containsExactly("expired");
    }

    @Test
    void board_showsAChangeThatHappensWhileItIsSent() {
        String tender = "T-" + UUID.randomUUID();
        Instant past = Instant.now().minusSeconds(5);
        UUID opening =
                openings.register(
                        client,
                        new Openings.Plan(tender, "一标段", "项目", "大厅", past, past.plusSeconds(600)));
        SessionId id = opened(decryption(past, tender, wrapped()), opening);
        List<String> seen = new ArrayList<>();
        assertThatExceptionOfType(EOFException.class)
                .isThrownBy(() ->
                        board.follow(
                                client,
                                opening,
                                TICK,
                                it -> {
                                    seen.add(it.rows().getFirst().state());
                                    if (seen.size() == 1) {
                                        scanned(id);
                                    }
                                    if (seen.size() == 2) {
                                        throw new EOFException("seen enough");
                                    }
                                }));
        assertThat(seen).containsExactly("awaiting_scan", "awaiting_approval");
        assertThat(Duration.between(past.plusSeconds(5), Instant.now())).isLessThan(TICK);
    }
}
