package cn.biaozhengtong.caorder.operatorkey;

import cn.biaozhengtong.caorder.authority.register.Register;
import cn.biaozhengtong.crypto.cert.RevocationReason;
import cn.biaozhengtong.crypto.cert.SerialNumber;
import cn.biaozhengtong.kit.audit.AuditLog;
import cn.biaozhengtong.kit.problem.ProblemException;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/// Ends an operator's key at once. One administrator is enough: to stop somebody must not wait for
/// a second person, to begin again must. A compromise may be learnt after it was revoked.
@Component
public class RevokeOperatorKey {
    private final OperatorKeyRows rows;
    private final Register register;
    private final AuditLog audit;
    private final TransactionTemplate transactions;
    private final Clock clock;

    RevokeOperatorKey(
            OperatorKeyRows rows,
            Register register,
            AuditLog audit,
            TransactionTemplate transactions,
            Clock clock) {
        this.rows = rows;
        this.register = register;
        this.audit = audit;
        this.transactions = transactions;
        this.clock = clock;
    }

    /// What it is revoked for; what an administrator may say of RFC 5280's list.
    public enum Why {
        /// 离岗.
        cessation_of_operation,
        affiliation_changed,
        superseded,
        /// What it signed since a moment counts no more.
        key_compromise;

        RevocationReason reason() {
            return RevocationReason.valueOf(name());
        }
    }

    /// @param since of a compromise, from when on nothing counts that the key signed; else null
    public void revoke(String administrator, OperatorKeyId id, Why why, @Nullable Instant since) {
        if (why == Why.key_compromise && since == null) {
            throw OperatorKeyProblem.since_missing.exception();
        }
        transactions.executeWithoutResult(status -> {
            OperatorKey it =
                    rows.lock(id.value()).orElseThrow(OperatorKeyProblem.key_unknown::exception);
            if (why != Why.key_compromise || it.state() != OperatorKeyState.revoked) {
                it.revoke();
                rows.saveAndFlush(it);
            }
            SerialNumber serial = it.serial().orElseThrow();
            boolean ended =
                    why == Why.key_compromise && since != null
                            ? register.revokeCompromised(serial, since)
                            : register.revoke(serial, why.reason());
            if (!ended) {
                throw OperatorKeyProblem.wrong_state.exception();
            }
            audit.record(
                    administrator,
                    "operator_key.revoked",
                    it.username(),
                    serial + " " + why + (since == null ? "" : " since " + since));
        });
    }

    /// Keys whose overlap is over are no longer usable; their certificates end with it.
    @Scheduled(fixedDelay = 600_000, initialDelay = 40_000)
    public void endOverlaps() {
        Instant now = clock.instant();
        rows.findByStateIn(List.of(OperatorKeyState.replaced)).stream()
                .filter(it -> it.isOverlapOver(now))
                .forEach(it -> {
                    try {
                        revoke("system", new OperatorKeyId(it.getId()), Why.superseded, null);
                    } catch (ProblemException e) {
                        // Another replica, or an administrator, was faster.
                        return;
                    }
                });
    }
}
