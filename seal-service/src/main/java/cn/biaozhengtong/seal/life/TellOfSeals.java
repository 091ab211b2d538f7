package cn.biaozhengtong.seal.life;

import cn.biaozhengtong.kit.id.AccountId;
import cn.biaozhengtong.kit.id.EnterpriseId;
import cn.biaozhengtong.kit.work.UnitOfWork;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// Writes what happened to a seal into its history and the audit log and tells other services, in
/// the transaction in which it happens.
@Component
public class TellOfSeals {
    public static final String SYSTEM = "system";
    private static final String TOPIC = "seal.seal";

    private final UnitOfWork work;
    private final SealHistory history;

    TellOfSeals(UnitOfWork work, SealHistory history) {
        this.work = work;
        this.history = history;
    }

    /// `seal.seal.prepared.v1`, as others read it.
    record SealPrepared(SealId sealId, EnterpriseId enterpriseId, String kind) {}

    /// `seal.seal.made.v1`, as others read it.
    record SealMade(SealId sealId, EnterpriseId enterpriseId, String kind, String esId) {}

    /// `seal.seal.filed.v1`, as others read it.
    record SealFiled(SealId sealId, EnterpriseId enterpriseId, String kind, String number) {}

    /// `seal.seal.stopped.v1`, as others read it.
    record SealStopped(SealId sealId, EnterpriseId enterpriseId, String kind, String cause) {}

    /// `seal.seal.filing_refused.v1`, as others read it.
    ///
    /// @param accountId who had the seal made, to be told
    record SealFilingRefused(
            SealId sealId, EnterpriseId enterpriseId, String kind, @Nullable AccountId accountId) {}

    /// `seal.seal.resumed.v1` and `….cancelled.v1`, as others read them.
    record SealChanged(SealId sealId, EnterpriseId enterpriseId, String kind) {}

    void tell(Seal it, SealEvent event, String actor) {
        SealId id = it.sealId();
        EnterpriseId enterprise = it.owner().enterpriseId();
        String kind = it.kind().name();
        switch (event) {
            case SealEvent.Prepared ignored ->
                    told(it, "prepared", "", actor, new SealPrepared(id, enterprise, kind));
            case SealEvent.Made made ->
                    told(
                            it,
                            "made",
                            made.esId(),
                            actor,
                            new SealMade(id, enterprise, kind, made.esId()));
            case SealEvent.Filed filed ->
                    told(
                            it,
                            "filed",
                            filed.number(),
                            actor,
                            new SealFiled(id, enterprise, kind, filed.number()));
            case SealEvent.FilingRefused refused ->
                    told(
                            it,
                            "filing_refused",
                            refused.why(),
                            actor,
                            new SealFilingRefused(
                                    id, enterprise, kind, history.maker(id).orElse(null)));
            case SealEvent.Stopped stopped ->
                    told(
                            it,
                            "stopped",
                            stopped.cause().name(),
                            actor,
                            new SealStopped(id, enterprise, kind, stopped.cause().name()));
            case SealEvent.Resumed ignored ->
                    told(it, "resumed", "", actor, new SealChanged(id, enterprise, kind));
            case SealEvent.Cancelled ignored ->
                    told(it, "cancelled", "", actor, new SealChanged(id, enterprise, kind));
        }
    }

    private void told(Seal it, String what, String detail, String actor, Object event) {
        history.add(it.sealId(), what, detail, actor);
        // What others write may name people.
        String noted = "filing_refused".equals(what) ? "" : detail;
        work.note(actor, "seal." + what, it.sealId().toString(), noted);
        work.tell(TOPIC, it.sealId().toString(), "seal.seal." + what + ".v1", event);
    }
}
