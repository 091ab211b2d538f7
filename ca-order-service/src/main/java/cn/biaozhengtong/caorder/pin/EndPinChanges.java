package cn.biaozhengtong.caorder.pin;

import cn.biaozhengtong.caorder.cosigning.KeyId;
import cn.biaozhengtong.caorder.cosigning.KeyRefresh;
import cn.biaozhengtong.caorder.cosigning.SigningKeys;
import cn.biaozhengtong.caorder.pair.Certificates;
import cn.biaozhengtong.kit.audit.AuditLog;
import cn.biaozhengtong.kit.events.Outbox;
import java.util.UUID;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/// Erases what a change of PIN agreed on that was not confirmed in time, or ended before with its
/// login or its keys, and tells the user: the change did not happen, or somebody else began one.
/// Nothing waits for this: what is overdue is void wherever it is read.
@Component
class EndPinChanges {
    private static final String TOPIC = "ca-order.certificate";

    private final KeyRefresh refresh;
    private final SigningKeys keys;
    private final Certificates certificates;
    private final Books books;

    EndPinChanges(KeyRefresh refresh, SigningKeys keys, Certificates certificates, Books books) {
        this.refresh = refresh;
        this.keys = keys;
        this.certificates = certificates;
        this.books = books;
    }

    /// Where it is written down.
    @Component("endedPinChanges")
    record Books(Outbox outbox, AuditLog audit, TransactionTemplate transactions) {}

    /// `ca-order.certificate.pin-change-ended.v1`, as others read it.
    record PinChangeEnded(String serial, UUID accountId, UUID deviceId, String enterpriseName) {}

    @Scheduled(fixedDelay = 30_000, initialDelay = 15_000)
    void end() {
        refresh.overdue()
                .forEach(key -> books.transactions().executeWithoutResult(status -> end(key)));
    }

    private void end(KeyId id) {
        SigningKeys.Key key = keys.find(id).orElseThrow();
        if (!refresh.end(id)) {
            // Another replica was faster.
            return;
        }
        certificates.pair(key.pairId()).stream()
                .filter(Certificates.Stored::isSigning)
                .forEach(this::tell);
    }

    private void tell(Certificates.Stored it) {
        books.audit()
                .record("system", "pin.change-ended", it.serial().hex(), "not confirmed in time");
        books.outbox()
                .append(
                        TOPIC,
                        it.serial().hex(),
                        TOPIC + ".pin-change-ended.v1",
                        new PinChangeEnded(
                                it.serial().hex(),
                                it.accountId().value(),
                                it.deviceId().value(),
                                it.holder()));
    }
}
