package cn.biaozhengtong.caorder.cosigning;

import cn.biaozhengtong.kit.audit.AuditLog;
import cn.biaozhengtong.kit.events.Outbox;
import cn.biaozhengtong.kit.problem.ProblemException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/// The count of wrong PINs of each key, what it forbids, and who hears of it (R36).
///
/// Five in a row lock the key for 30 minutes, ten until recovery, fifty in its life too. Each is
/// audited; the owner is told at the third and at each lock. A refusal says how many attempts are
/// left, a lock until when.
@Component
class WrongPins {
    private static final int TOLD_AT = 3;
    private static final int SHORT_LOCK = 5;
    private static final int LONG_LOCK = 10;
    private static final int LIFETIME_LOCK = 50;
    private static final Duration LOCK = Duration.ofMinutes(30);

    private final SigningKeys keys;
    private final AuditLog audit;
    private final Outbox outbox;
    private final TransactionTemplate transactions;
    private final Clock clock;

    WrongPins(
            SigningKeys keys,
            AuditLog audit,
            Outbox outbox,
            TransactionTemplate transactions,
            Clock clock) {
        this.keys = keys;
        this.audit = audit;
        this.outbox = outbox;
        this.transactions = transactions;
        this.clock = clock;
    }

    /// What an attempt became when it was counted.
    ///
    /// @param lockedUntil null where more attempts are allowed, or none at all any more
    record Counted(SigningKeys.Key key, int failures, int lifetime, @Nullable Instant lockedUntil) {
        boolean isBlocked() {
            return failures >= LONG_LOCK || lifetime >= LIFETIME_LOCK;
        }

        /// Until the next lock.
        int attemptsLeft() {
            int inARow = (SHORT_LOCK - failures % SHORT_LOCK) % SHORT_LOCK;
            return isBlocked() ? 0 : Math.min(inARow, LIFETIME_LOCK - lifetime);
        }
    }

    /// `ca-order.certificate.pin-failed.v1`, as others read it.
    record PinFailed(
            UUID keyId,
            UUID accountId,
            UUID deviceId,
            int failures,
            int attemptsLeft,
            boolean blocked,
            @Nullable Instant lockedUntil) {}

    /// @throws ProblemException when no attempt is allowed now
    void mustBeUsable(SigningKeys.Key key) {
        if (key.state() == KeyState.revoked) {
            throw CosigningProblem.key_unusable.exception();
        }
        if (key.failures() >= LONG_LOCK || key.lifetimeFailures() >= LIFETIME_LOCK) {
            throw CosigningProblem.pin_blocked.exception();
        }
        Instant until = key.lockedUntil();
        if (until != null && until.isAfter(clock.instant())) {
            throw locked(until);
        }
    }

    /// Counts an attempt as wrong before it is judged; in the caller's transaction, which holds the
    /// key's row.
    Counted count(SigningKeys.Key key) {
        int failures = key.failures() + 1;
        int lifetime = key.lifetimeFailures() + 1;
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        Instant until = failures % SHORT_LOCK == 0 ? now.plus(LOCK) : null;
        keys.count(key.id(), failures, lifetime, until);
        return new Counted(key, failures, lifetime, until);
    }

    /// The whole count was this attempt's and those before it: all forgiven but the ones that
    /// counted against the key's life.
    void forgive(KeyId keyId) {
        SigningKeys.Key now = keys.lock(keyId);
        keys.count(keyId, 0, Math.max(0, now.lifetimeFailures() - 1), null);
    }

    /// What is answered to an attempt that was wrong, when it is recorded and told.
    ProblemException refusal(Counted it) {
        transactions.executeWithoutResult(status -> record(it));
        if (it.isBlocked()) {
            return CosigningProblem.pin_blocked.exception();
        }
        Instant until = it.lockedUntil();
        if (until != null) {
            return locked(until);
        }
        int left = it.attemptsLeft();
        return CosigningProblem.wrong_pin.with("还可尝试 " + left + " 次", Map.of("attemptsLeft", left));
    }

    private void record(Counted it) {
        KeyId key = it.key().id();
        audit.record(
                it.key().accountId().toString(),
                "pin.wrong",
                key.toString(),
                "in a row " + it.failures() + ", in the key's life " + it.lifetime());
        boolean locks = it.lockedUntil() != null || it.isBlocked();
        if (locks || it.failures() == TOLD_AT) {
            outbox.append(
                    "ca-order.certificate",
                    key.toString(),
                    "ca-order.certificate.pin-failed.v1",
                    new PinFailed(
                            key.value(),
                            it.key().accountId().value(),
                            it.key().deviceId().value(),
                            it.failures(),
                            it.attemptsLeft(),
                            it.isBlocked(),
                            it.isBlocked() ? null : it.lockedUntil()));
        }
    }

    private ProblemException locked(Instant until) {
        long seconds = Math.max(1, Duration.between(clock.instant(), until).toSeconds() + 1);
        return new ProblemException(
                CosigningProblem.pin_locked,
                "",
                Math.toIntExact(seconds),
                Map.of("attemptsLeft", 0, "lockedUntil", until.toString()));
    }
}
