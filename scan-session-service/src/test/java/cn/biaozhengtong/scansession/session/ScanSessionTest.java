package cn.biaozhengtong.scansession.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.biaozhengtong.crypto.session.SessionContent;
import cn.biaozhengtong.kit.problem.ProblemException;
import cn.biaozhengtong.kit.test.ContractFiles;
import cn.biaozhengtong.kit.test.Transitions;
import cn.biaozhengtong.scansession.webhook.DeliveryState;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// The session's rules without Spring: first scan wins, expiry is computed, terminal stays
/// terminal.
class ScanSessionTest {
    private final Instant now = Instant.parse("2026-11-01T00:00:00Z");
    private final UUID account = UUID.randomUUID();
    private final UUID device = UUID.randomUUID();
    private final ScanSession.Actor actor = new ScanSession.Actor(account, device);
    private final ScanSession.Actor stranger = new ScanSession.Actor(UUID.randomUUID(), device);
    private final ScanSession session = open(now);

    @Test
    void scan_secondDevice_isRefused_sameDeviceMayRepeat() {
        session.scannedBy(account, device, null, now);
        session.scannedBy(account, device, null, now);
        refused(() -> session.scannedBy(account, UUID.randomUUID(), null, now));
        refused(() -> session.scannedBy(UUID.randomUUID(), device, null, now));
    }

    @Test
    void approve_withoutScanOrByAnother_isRefused() {
        UUID round = UUID.randomUUID();
        refused(() -> session.approving(actor, "1a", round, List.of(), "{}", now));
        session.scannedBy(account, device, null, now);
        refused(() -> session.approving(stranger, "1a", round, List.of(), "{}", now));
        session.approving(actor, "1a", round, List.of(), "{}", now);
        refused(() -> session.complete(actor, UUID.randomUUID(), "{}", now));
        session.complete(actor, round, "{}", now);
        assertThat(session.state(now.plusSeconds(9999))).isEqualTo(SessionState.completed);
        refused(() -> session.refuse(actor, "user_refused", now));
        refused(() -> session.scannedBy(account, device, null, now));
    }

    @Test
    void afterExpiry_nothingIsPossible() {
        session.scannedBy(account, device, null, now);
        Instant late = now.plusSeconds(181);
        assertThat(session.state(late)).isEqualTo(SessionState.expired);
        refused(() -> session.approving(actor, "1a", UUID.randomUUID(), List.of(), "{}", late));
        refused(() -> session.scannedBy(account, device, null, late));
    }

    private static ScanSession open(Instant now) {
        return ScanSession.open(
                SessionContent.of("login", "登录", "", "", ""),
                new ScanSession.Opening("rp", "challenge", null, null, now, now.plusSeconds(180)),
                new ScanSession.Fresh(UUID.randomUUID(), "random", "sealed", "1234"));
    }

    private Map<SessionState, Consumer<ScanSession>> commands() {
        UUID round = UUID.randomUUID();
        return Map.of(
                SessionState.awaiting_approval, it -> it.scannedBy(account, device, null, now),
                SessionState.processing,
                        it -> {
                            it.approving(actor, "1a", round, List.of(), "{}", now);
                            it.process(actor, round, "{}", now);
                        },
                SessionState.completed,
                        it -> {
                            it.approving(actor, "1a", round, List.of(), "{}", now);
                            it.complete(actor, round, "{}", now);
                        },
                SessionState.refused, it -> it.refuse(actor, "user_refused", now),
                SessionState.failed, it -> it.fail(actor, "code_wrong", now),
                SessionState.expired, ScanSession::expire,
                SessionState.cancelled, it -> it.cancel(now));
    }

    @ParameterizedTest
    @EnumSource(SessionState.class)
    void command_inEveryState_doesWhatTheTableSaysOrIsRefused(SessionState from) {
        Set<SessionState> needScan =
                Set.of(
                        SessionState.completed,
                        SessionState.processing,
                        SessionState.refused,
                        SessionState.failed);
        Set<SessionState> repeatable =
                Set.of(SessionState.awaiting_approval, SessionState.processing);
        commands()
                .forEach((to, command) -> {
                    ScanSession it = open(now);
                    if (from != SessionState.awaiting_scan) {
                        it.scannedBy(account, device, null, now);
                        commands().get(from).accept(it);
                    }
                    boolean scanned = from != SessionState.awaiting_scan;
                    // A repeated scan of the same device, or round of the same keys, is no change.
                    boolean repeat = repeatable.contains(from) && (from == to || isScan(to));
                    if (repeat) {
                        command.accept(it);
                        assertThat(it.state(now)).isEqualTo(from);
                    } else if (from.mayBecome(to) && (scanned || !needScan.contains(to))) {
                        command.accept(it);
                        assertThat(it.state(now)).isEqualTo(to);
                    } else {
                        refused(() -> command.accept(it));
                        assertThat(it.state(now)).isEqualTo(from);
                    }
                });
    }

    private static boolean isScan(SessionState to) {
        return to == SessionState.awaiting_approval;
    }

    @Test
    void delivered_onlyAfterApproval_andOnce() {
        session.scannedBy(account, device, null, now);
        refused(() -> session.delivered(actor, "{}", now));
        UUID round = UUID.randomUUID();
        session.approving(actor, "1a", round, List.of("2b"), "{}", now);
        session.process(actor, round, "{}", now);
        refused(() -> session.delivered(stranger, "{}", now));
        session.delivered(actor, "{}", now);
        assertThat(session.wasCompletedBy(actor, round)).isTrue();
        refused(() -> session.delivered(actor, "{}", now));
    }

    @Test
    void table_isDocumented() {
        ContractFiles.mustEqual(
                "transitions.md",
                "# State machines of scan-session-service\n\n"
                        + Transitions.diagram("Scan session 扫码会话", SessionState.awaiting_scan)
                        + "\n"
                        + Transitions.diagram("Webhook 通知", DeliveryState.pending));
    }

    private static void refused(org.assertj.core.api.ThrowableAssert.ThrowingCallable call) {
        assertThatThrownBy(call).isInstanceOf(ProblemException.class);
    }
}
