package cn.biaozhengtong.scansession.session;

import cn.biaozhengtong.crypto.CryptoException;
import cn.biaozhengtong.crypto.Sm2Ciphertext;
import cn.biaozhengtong.crypto.envelope.Tender;
import cn.biaozhengtong.crypto.session.SessionContent;
import cn.biaozhengtong.scansession.relyingparty.RelyingParties;
import cn.biaozhengtong.scansession.tender.Openings;
import cn.biaozhengtong.scansession.tender.Rehearsals;
import cn.biaozhengtong.scansession.tender.TenderLedger;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// What each kind of session needs, checked before it is opened.
@Component
class ContentRules {
    private final TenderLedger ledger;
    private final Rehearsals rehearsals;
    private final Openings openings;

    ContentRules(TenderLedger ledger, Rehearsals rehearsals, Openings openings) {
        this.ledger = ledger;
        this.rehearsals = rehearsals;
        this.openings = openings;
    }

    void mustBeComplete(RelyingParties.RelyingParty party, OpenSession.Wish wish, Instant now) {
        SessionContent content = wish.content();
        switch (SessionKind.valueOf(content.kind())) {
            case bind -> {
                boolean complete =
                        !content.rpAccount().isBlank()
                                && !content.enterpriseName().isBlank()
                                && (party.admitsPersons() || !content.uscc().isBlank());
                must(complete, SessionProblem.bind_incomplete);
            }
            case login -> {
                // Nothing but the purpose.
            }
            case authenticate -> must(!content.tool().isBlank(), SessionProblem.tool_missing);
            case sign -> must(!content.items().isEmpty(), SessionProblem.items_missing);
            case seal -> must(!content.documents().isEmpty(), SessionProblem.documents_missing);
            case encrypt -> {
                must(!content.bids().isEmpty(), SessionProblem.bids_missing);
                long keys = content.bids().stream().map(it -> it.keyHash()).distinct().count();
                must(keys == content.bids().size(), SessionProblem.bids_missing);
                must(opensAt(party, content).isAfter(now), SessionProblem.opened_already);
            }
            case decrypt -> mustBeOpen(party, content, now);
        }
        mustBeReturnable(party, wish.returnUrl());
        UUID opening = wish.openingId();
        if (opening != null) {
            must(openings.isOf(party.clientId(), opening), SessionProblem.opening_unknown);
        }
    }

    /// Real keys from the opening time on, which the encrypt sessions of the tender stated; probes
    /// that this service made at any time.
    private void mustBeOpen(
            RelyingParties.RelyingParty party, SessionContent content, Instant now) {
        must(!content.envelopes().isEmpty(), SessionProblem.envelopes_missing);
        content.envelopes().forEach(ContentRules::mustBeCiphertext);
        must(party.certificate().isPresent(), SessionProblem.party_certificate_missing);
        Tender tender = tender(party, content);
        List<String> hashes =
                content.envelopes().stream().map(SessionContent.WrappedEnvelope::keyHash).toList();
        must(hashes.stream().distinct().count() == hashes.size(), SessionProblem.envelopes_missing);
        if (hashes.stream().allMatch(it -> rehearsals.isProbe(tender, it))) {
            return;
        }
        mustNotHideAnother(tender, content);
        Instant opensAt = opensAt(party, content);
        Instant known = ledger.opensAt(tender, hashes).orElse(opensAt);
        must(!now.isBefore(opensAt) && !now.isBefore(known), SessionProblem.not_open_yet);
    }

    /// A ciphertext can be changed so that it opens to the same under another hash; so nothing that
    /// nobody recorded is opened with a key that a recorded envelope still waits for.
    private void mustNotHideAnother(Tender tender, SessionContent content) {
        for (SessionContent.WrappedEnvelope it : content.envelopes()) {
            boolean known =
                    ledger.isRecorded(it.keyHash()) || rehearsals.isProbe(tender, it.keyHash());
            must(known || !ledger.hasUnopened(it.serial()), SessionProblem.recorded_keys_wait);
        }
    }

    private static void mustBeCiphertext(SessionContent.WrappedEnvelope it) {
        try {
            Sm2Ciphertext.toConcatenated(it.ciphertext(), Sm2Ciphertext.Order.c1c3c2);
        } catch (CryptoException | IllegalArgumentException e) {
            throw SessionProblem.envelope_invalid.with(it.name());
        }
    }

    private static Tender tender(RelyingParties.RelyingParty party, SessionContent content) {
        SessionContent.Tendering it = content.tender();
        if (it == null) {
            throw SessionProblem.tender_missing.exception();
        }
        try {
            return new Tender(it.tender(), it.lot(), party.platformCode());
        } catch (CryptoException e) {
            throw SessionProblem.tender_missing.exception();
        }
    }

    private static Instant opensAt(RelyingParties.RelyingParty party, SessionContent content) {
        tender(party, content);
        SessionContent.Tendering it = content.tender();
        try {
            return Instant.parse(it == null ? "" : it.opensAt());
        } catch (DateTimeException e) {
            throw SessionProblem.tender_missing.exception();
        }
    }

    /// Only where the platform said that its users may come back to.
    private static void mustBeReturnable(RelyingParties.RelyingParty party, @Nullable String url) {
        must(url == null || party.mayReturnTo(url), SessionProblem.return_refused);
    }

    private static void must(boolean good, SessionProblem problem) {
        if (!good) {
            throw problem.exception();
        }
    }
}
