package cn.biaozhengtong.scansession.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.biaozhengtong.kit.problem.ProblemException;
import cn.biaozhengtong.kit.test.ContractFiles;
import cn.biaozhengtong.kit.test.Transitions;
import java.time.Instant;
import java.util.Map;
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
    private final ScanSession session = open(now);

    @Test
    void scan_secondDevice_isRefused_sameDeviceMayRepeat() {
        session.scannedBy(account, device, now);
        session.scannedBy(account, device, now);
        refused(() -> session.scannedBy(account, UUID.randomUUID(), now));
        refused(() -> session.scannedBy(UUID.randomUUID(), device, now));
    }

    @Test
    void approve_withoutScanOrByAnother_isRefused() {
        UUID round = UUID.randomUUID();
        refused(() -> session.approving(account, device, "1a", round, "{}", now));
        session.scannedBy(account, device, now);
        refused(() -> session.approving(UUID.randomUUID(), device, "1a", round, "{}", now));
        session.approving(account, device, "1a", round, "{}", now);
        refused(() -> session.complete(account, device, UUID.randomUUID(), "{}", now));
        session.complete(account, device, round, "{}", now);
        assertThat(session.state(now.plusSeconds(9999))).isEqualTo(SessionState.completed);
        refused(() -> session.refuse(account, device, "user_refused", now));
        refused(() -> session.scannedBy(account, device, now));
    }

    @Test
    void afterExpiry_nothingIsPossible() {
        session.scannedBy(account, device, now);
        Instant late = now.plusSeconds(181);
        assertThat(session.state(late)).isEqualTo(SessionState.expired);
        refused(() -> session.approving(account, device, "1a", UUID.randomUUID(), "{}", late));
        refused(() -> session.scannedBy(account, device, late));
    }

    private static ScanSession open(Instant now) {
        return ScanSession.open(
                UUID.randomUUID(),
                "rp",
                new ScanSession.Content(SessionKind.login, "登录", "", "", ""),
                "challenge",
                "random",
                "sealed",
                "1234",
                now,
                now.plusSeconds(180));
    }

    private Map<SessionState, Consumer<ScanSession>> commands() {
        UUID round = UUID.randomUUID();
        return Map.of(
                SessionState.awaiting_approval, it -> it.scannedBy(account, device, now),
                SessionState.completed,
                        it -> {
                            it.approving(account, device, "1a", round, "{}", now);
                            it.complete(account, device, round, "{}", now);
                        },
                SessionState.refused, it -> it.refuse(account, device, "user_refused", now),
                SessionState.expired, ScanSession::expire,
                SessionState.cancelled, it -> it.cancel(now));
    }

    @ParameterizedTest
    @EnumSource(SessionState.class)
    void command_inEveryState_doesWhatTheTableSaysOrIsRefused(SessionState from) {
        commands()
                .forEach((to, command) -> {
                    ScanSession it = open(now);
                    if (from == SessionState.failed) {
                        return; // no command leads there yet
                    }
                    if (from != SessionState.awaiting_scan) {
                        it.scannedBy(account, device, now);
                        commands().get(from).accept(it);
                    }
                    boolean scanned = from != SessionState.awaiting_scan;
                    boolean needsScan = to == SessionState.completed || to == SessionState.refused;
                    if (from == to && from == SessionState.awaiting_approval) {
                        command.accept(it);
                        assertThat(it.state(now)).isEqualTo(to);
                    } else if (from.mayBecome(to) && (scanned || !needsScan)) {
                        command.accept(it);
                        assertThat(it.state(now)).isEqualTo(to);
                    } else {
                        refused(() -> command.accept(it));
                        assertThat(it.state(now)).isEqualTo(from);
                    }
                });
    }

    @Test
    void table_isDocumented() {
        ContractFiles.mustEqual(
                "transitions.md",
                "# State machines of scan-session-service\n\n"
                        + Transitions.diagram(
                                "Scan session 扫码会话",
                                SessionState.class,
                                SessionState.awaiting_scan,
                                SessionState::mayBecome));
    }

    private static void refused(org.assertj.core.api.ThrowableAssert.ThrowingCallable call) {
        assertThatThrownBy(call).isInstanceOf(ProblemException.class);
    }
}
