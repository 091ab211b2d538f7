package cn.biaozhengtong.kit.work;

import cn.biaozhengtong.kit.audit.AuditLog;
import cn.biaozhengtong.kit.events.Outbox;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;
import org.springframework.transaction.support.TransactionTemplate;

/// A transaction and what is written in it beside the change itself. Use cases take this one thing:
/// what is noted and told is committed with the change or not at all.
public class UnitOfWork {
    private final TransactionTemplate transactions;
    private final AuditLog audit;
    private final Outbox outbox;
    private final Clock clock;

    public UnitOfWork(
            TransactionTemplate transactions, AuditLog audit, Outbox outbox, Clock clock) {
        this.transactions = transactions;
        this.audit = audit;
        this.outbox = outbox;
        this.clock = clock;
    }

    /// In one transaction; within another, as part of it.
    public void run(Runnable work) {
        transactions.executeWithoutResult(status -> work.run());
    }

    /// As [#run], with a result.
    public <T> T get(Supplier<T> work) {
        return Objects.requireNonNull(transactions.execute(status -> work.get()));
    }

    /// As exact as the database keeps it.
    public Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }

    /// Adds to the audit log, within the work; no personal data in any field.
    ///
    /// @see AuditLog#record
    public void note(String actor, String action, String subject, String detail) {
        audit.record(actor, action, subject, detail);
    }

    /// Adds to the audit log in their order, within the work.
    ///
    /// @see AuditLog.Act
    public void note(List<AuditLog.Act> acts) {
        audit.record(acts);
    }

    /// Tells other services, within the work.
    ///
    /// @see Outbox#append
    public void tell(String topic, String key, String type, Object event) {
        outbox.append(topic, key, type, event);
    }

    /// Tells other services in this order, within the work.
    public void tell(List<Outbox.Message> messages) {
        outbox.append(messages);
    }
}
