package cn.biaozhengtong.scansession.approval;

import cn.biaozhengtong.crypto.session.SessionContent;
import cn.biaozhengtong.kit.id.Person;
import cn.biaozhengtong.scansession.binding.Bindings;
import cn.biaozhengtong.scansession.sealing.DeliverStampings;
import cn.biaozhengtong.scansession.session.ScanSession;
import cn.biaozhengtong.scansession.tender.TenderLedger;
import java.time.Instant;
import java.util.UUID;
import org.springframework.stereotype.Component;

/// What an approval changes, by kind of session; in the caller's transaction.
@Component
class RecordApproval {
    private final Bindings bindings;
    private final TenderLedger ledger;
    private final DeliverStampings stampings;

    RecordApproval(Bindings bindings, TenderLedger ledger, DeliverStampings stampings) {
        this.bindings = bindings;
        this.ledger = ledger;
        this.stampings = stampings;
    }

    void record(
            Person who,
            ScanSession locked,
            Admission.Admitted admitted,
            UUID round,
            String result,
            Instant now) {
        switch (locked.kind()) {
            case decrypt -> locked.process(who, round, result, now);
            case bind -> {
                locked.complete(who, round, result, now);
                bind(locked, admitted);
            }
            case encrypt -> {
                locked.complete(who, round, result, now);
                enter(locked, admitted);
            }
            case seal -> {
                locked.complete(who, round, result, now);
                stampings.due(locked.sessionId(), now);
            }
            case login, authenticate, sign -> locked.complete(who, round, result, now);
        }
    }

    private void bind(ScanSession session, Admission.Admitted admitted) {
        bindings.bind(
                admitted.holder().accountId(),
                admitted.holder().enterpriseId(),
                session.clientId(),
                session.content().rpAccount(),
                admitted.holder().serial());
    }

    /// Into the ledger of tenders that wait for keys (R34).
    private void enter(ScanSession session, Admission.Admitted admitted) {
        SessionContent content = session.content();
        SessionContent.Tendering it = content.tender();
        if (it == null) {
            throw new IllegalStateException("an encrypt session without a tender");
        }
        ledger.encrypted(
                new TenderLedger.Tender(
                        admitted.holder().platformCode(),
                        it.tender(),
                        it.lot(),
                        it.title(),
                        Instant.parse(it.opensAt())),
                content.bids().getFirst().serial(),
                session.getId(),
                content.bids().stream().map(SessionContent.SealedBid::keyHash).toList());
    }
}
