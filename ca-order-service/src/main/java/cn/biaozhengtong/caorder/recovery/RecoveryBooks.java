package cn.biaozhengtong.caorder.recovery;

import cn.biaozhengtong.kit.audit.AuditLog;
import cn.biaozhengtong.kit.events.Outbox;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/// Where what becomes of recoveries is written, and who is told.
@Component
record RecoveryBooks(Outbox outbox, AuditLog audit, TransactionTemplate transactions, Clock clock) {
    private static final String TOPIC = "ca-order.certificate";

    /// `ca-order.certificate.recovering.v1`, `….recovery-contested.v1`, `….recovery-stopped.v1`, as
    /// others read them.
    ///
    /// @param serial of the certificate that is to be recovered
    /// @param deviceId on which it is to be recovered
    record RecoveryNews(String serial, UUID accountId, UUID deviceId, UUID recoveryId) {}

    Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }

    /// The holder hears of it on every device.
    void tell(Recoveries.Recovery it, String what) {
        String serial = it.oldSerial().hex();
        outbox.append(
                TOPIC,
                serial,
                TOPIC + "." + what + ".v1",
                new RecoveryNews(serial, it.accountId(), it.deviceId(), it.id()));
    }

    void note(String who, String what, Recoveries.Recovery it, String detail) {
        audit.record(who, "recovery." + what, it.id().toString(), detail);
    }
}
