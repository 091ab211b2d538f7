package cn.biaozhengtong.caorder.recovery;

import cn.biaozhengtong.kit.work.UnitOfWork;
import java.time.Instant;
import java.util.UUID;
import org.springframework.stereotype.Component;

/// Where what becomes of recoveries is written, and who is told.
@Component
class RecoveryBooks {
    private static final String TOPIC = "ca-order.certificate";

    private final UnitOfWork work;

    RecoveryBooks(UnitOfWork work) {
        this.work = work;
    }

    /// `ca-order.certificate.recovering.v1`, `….recovery-contested.v1`, `….recovery-stopped.v1`, as
    /// others read them.
    ///
    /// @param serial of the certificate that is to be recovered
    /// @param deviceId on which it is to be recovered
    record RecoveryNews(String serial, UUID accountId, UUID deviceId, UUID recoveryId) {}

    /// In one transaction.
    void run(Runnable change) {
        work.run(change);
    }

    Instant now() {
        return work.now();
    }

    /// The holder hears of it on every device.
    void tell(Recoveries.Recovery it, String what) {
        String serial = it.oldSerial().hex();
        work.tell(
                TOPIC,
                serial,
                TOPIC + "." + what + ".v1",
                new RecoveryNews(serial, it.accountId().value(), it.deviceId().value(), it.id()));
    }

    void note(String who, String what, Recoveries.Recovery it, String detail) {
        work.note(who, "recovery." + what, it.id().toString(), detail);
    }
}
