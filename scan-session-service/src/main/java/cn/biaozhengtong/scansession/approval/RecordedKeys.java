package cn.biaozhengtong.scansession.approval;

import cn.biaozhengtong.crypto.envelope.Tender;
import cn.biaozhengtong.crypto.session.SessionContent;
import cn.biaozhengtong.scansession.relyingparty.RelyingParties;
import cn.biaozhengtong.scansession.session.ScanSession;
import cn.biaozhengtong.scansession.session.SessionKind;
import cn.biaozhengtong.scansession.tender.Rehearsals;
import cn.biaozhengtong.scansession.tender.TenderLedger;
import java.util.List;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/// Which of the keys that a `decrypt` session asks for are known here; of other kinds nothing is.
@Component
class RecordedKeys {
    private final TenderLedger ledger;
    private final Rehearsals rehearsals;

    RecordedKeys(TenderLedger ledger, Rehearsals rehearsals) {
        this.ledger = ledger;
        this.rehearsals = rehearsals;
    }

    /// `SM3` of keys that neither an encrypt session of the tender recorded nor we made as probes.
    List<String> missing(ScanSession session, RelyingParties.RelyingParty party) {
        return wrapped(session, party)
                .filter(it ->
                        !ledger.knows(it.tender(), it.keyHash())
                                && !rehearsals.isProbe(it.tender(), it.keyHash()))
                .map(Wrapped::keyHash)
                .toList();
    }

    boolean areAll(ScanSession session, RelyingParties.RelyingParty party) {
        return missing(session, party).isEmpty();
    }

    /// Whether a key that nobody recorded may be one that waits for its opening, changed (the rules
    /// of content say the same when the session is opened; more may be recorded since).
    boolean mayHideAnother(ScanSession session, RelyingParties.RelyingParty party) {
        return wrapped(session, party)
                .anyMatch(it ->
                        !ledger.isRecorded(it.keyHash())
                                && !rehearsals.isProbe(it.tender(), it.keyHash())
                                && ledger.hasUnopened(it.serial()));
    }

    /// Whether there is nothing but probes that were made here.
    boolean areProbes(ScanSession session, RelyingParties.RelyingParty party) {
        return session.kind() == SessionKind.decrypt
                && wrapped(session, party)
                        .allMatch(it -> rehearsals.isProbe(it.tender(), it.keyHash()));
    }

    private record Wrapped(Tender tender, String keyHash, String serial) {}

    private static Stream<Wrapped> wrapped(ScanSession session, RelyingParties.RelyingParty party) {
        SessionContent.Tendering it = session.content().tender();
        if (session.kind() != SessionKind.decrypt || it == null) {
            return Stream.of();
        }
        Tender tender = new Tender(it.tender(), it.lot(), party.platformCode());
        return session.content().envelopes().stream()
                .map(each -> new Wrapped(tender, each.keyHash(), each.serial()));
    }
}
