package cn.biaozhengtong.scansession.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.biaozhengtong.crypto.session.SessionContent;
import cn.biaozhengtong.kit.id.AccountId;
import cn.biaozhengtong.kit.id.DeviceId;
import cn.biaozhengtong.kit.id.Person;
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
    private final Person who = new Person(AccountId.random(), DeviceId.random());
    private final Person stranger = new Person(AccountId.random(), who.device());
    private final ScanSession session = open(now);

    @Test
    void scan_secondDevice_isRefused_sameDeviceMayRepeat() {
        session.scannedBy(who, null, now);
        session.scannedBy(who, null, now);
        refused(() -> session.scannedBy(new Person(who.account(), DeviceId.random()), null, now));
        refused(() -> session.scannedBy(stranger, null, now));
    }

    @Test
    void approve_withoutScanOrByAnother_isRefused() {
        UUID round = UUID.randomUUID();
        refused(() -> session.approving(who, "1a", round, List.of(), "{}", now));
        session.scannedBy(who, null, now);
        refused(() -> session.approving(stranger, "1a", round, List.of(), "{}", now));
        session.approving(who, "1a", round, List.of(), "{}", now);
        refused(() -> session.complete(who, UUID.randomUUID(), "{}", now));
        session.complete(who, round, "{}", now);
        assertThat(session.state(now.plusSeconds(9999))).isEqualTo(SessionState.completed);
        refused(() -> session.refuse(who, "user_refused", now));
        refused(() -> session.scannedBy(who, null, now));
    }

    @Test
    void afterExpiry_nothingIsPossible() {
        session.scannedBy(who, null, now);
        Instant late = now.plusSeconds(181);
        assertThat(session.state(late)).isEqualTo(SessionState.expired);
        refused(() -> session.approving(who, "1a", UUID.randomUUID(), List.of(), "{}", late));
        refused(() -> session.scannedBy(who, null, late));
    }

    private static ScanSession open(Instant now) {
        return ScanSession.open(
                SessionContent.of("login", "登录", "", "", ""),
                new ScanSession.Opening("rp", "challenge", null, null, now, now.plusSeconds(180)),
                new ScanSession.Fresh(SessionId.random(), "random", "sealed", "1234"));
    }

    private Map<SessionState, Consumer<ScanSession>> commands() {
        UUID round = UUID.randomUUID();
        return Map.of(
                SessionState.awaiting_approval, it -> it.scannedBy(who, null, now),
                SessionState.processing,
                        it -> {
                            it.approving(who, "1a", round, List.of(), "{}", now);
                            it.process(who, round, "{}", now);
                        },
                SessionState.completed,
                        it -> {
                            it.approving(who, "1a", round, List.of(), "{}", now);
                            it.complete(who, round, "{}", now);
                        },
                SessionState.refused, it -> it.refuse(who, "user_refused", now),
                SessionState.failed, it -> it.fail(who, "code_wrong", now),
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
                        it.scannedBy(who, null, now);
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
        session.scannedBy(who, null, now);
        refused(() -> session.delivered(who, "{}", now));
        UUID round = UUID.randomUUID();
        session.approving(who, "1a", round, List.of("2b"), "{}", now);
        session.process(who, round, "{}", now);
        refused(() -> session.delivered(stranger, "{}", now));
        session.delivered(who, "{}", now);
        assertThat(session.wasCompletedBy(who, round)).isTrue();
        refused(() -> session.delivered(who, "{}", now));
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
