package cn.biaozhengtong.scansession.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.biaozhengtong.kit.problem.ProblemException;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/// The session's rules without Spring: first scan wins, expiry is computed, terminal stays
/// terminal.
class ScanSessionTest {
    private final Instant now = Instant.parse("2026-11-01T00:00:00Z");
    private final UUID account = UUID.randomUUID();
    private final UUID device = UUID.randomUUID();
    private final ScanSession session =
            ScanSession.open(
                    UUID.randomUUID(),
                    "rp",
                    new ScanSession.Content(SessionKind.login, "登录", "", "", ""),
                    "challenge",
                    "random",
                    "sealed",
                    "1234",
                    now,
                    now.plusSeconds(180));

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

    private static void refused(org.assertj.core.api.ThrowableAssert.ThrowingCallable call) {
        assertThatThrownBy(call).isInstanceOf(ProblemException.class);
    }
}
