package cn.biaozhengtong.scansession.approval;

import cn.biaozhengtong.crypto.cert.Certificate;
import cn.biaozhengtong.crypto.session.SessionContent;
import cn.biaozhengtong.kit.id.Person;
import cn.biaozhengtong.kit.work.UnitOfWork;
import cn.biaozhengtong.scansession.qr.QrCode;
import cn.biaozhengtong.scansession.relyingparty.RelyingParties;
import cn.biaozhengtong.scansession.session.OpenSession;
import cn.biaozhengtong.scansession.session.ScanSession;
import cn.biaozhengtong.scansession.session.SessionId;
import cn.biaozhengtong.scansession.session.SessionKind;
import cn.biaozhengtong.scansession.session.SessionProblem;
import cn.biaozhengtong.scansession.session.SessionState;
import cn.biaozhengtong.scansession.session.Sessions;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// A phone scanned the QR: it must be fresh and made with the session's secret; first scan wins.
@Component
public class ScanQr {
    private static final Duration FRESH = Duration.ofSeconds(5);

    private final Sessions sessions;
    private final RelyingParties parties;
    private final OpenSession opened;
    private final Risk risk;
    private final RecordedKeys recorded;
    private final UnitOfWork work;

    ScanQr(
            Sessions sessions,
            RelyingParties parties,
            OpenSession opened,
            Risk risk,
            RecordedKeys recorded,
            UnitOfWork work) {
        this.sessions = sessions;
        this.parties = parties;
        this.opened = opened;
        this.risk = risk;
        this.recorded = recorded;
        this.work = work;
    }

    /// What the phone shows, as typed fields.
    ///
    /// @param verificationCode as on the platform's screen; empty where the user picks it
    /// @param codeChoices three codes of which the user picks the one on the platform's screen, or
    ///   none
    /// @param unrecordedKeys `decrypt`: `SM3` of keys that no encrypt session of the tender
    ///   recorded, which the user must confirm expressly
    /// @param rehearsal `decrypt`: nothing but probes of this service
    /// @param certificateChain `decrypt`: DER, the platform's certificate first; keys are encrypted
    ///   to it
    /// @param flow `qr` or `link`
    /// @param returnUrl `link`: where the browser goes back to
    public record Card(
            SessionId sessionId,
            SessionContent content,
            String platformCode,
            String platformName,
            String verificationCode,
            List<String> codeChoices,
            List<String> unrecordedKeys,
            boolean rehearsal,
            List<byte[]> certificateChain,
            String flow,
            @Nullable String returnUrl,
            Instant expiresAt) {}

    public Card scan(Person who, QrCode qr) {
        ScanSession before;
        try {
            before = sessions.byId(qr.session());
        } catch (cn.biaozhengtong.kit.problem.ProblemException e) {
            // A guessed id and a forged code look alike.
            throw SessionProblem.qr_invalid.exception();
        }
        if (!qr.isFrom(opened.secretOf(before), before.kind().name(), before.contentHash())) {
            throw SessionProblem.qr_invalid.exception();
        }
        Instant now = work.now();
        // A link was made in one moment and is followed in another; it lives as the session does.
        Instant shown = before.createdAt().plusSeconds(qr.elapsed());
        boolean old = before.flow().equals("qr") && shown.plus(FRESH).isBefore(now);
        if (old || shown.isAfter(now.plusSeconds(1))) {
            throw SessionProblem.qr_expired.exception();
        }
        String choices = risk.choices(who, before.verificationCode());
        ScanSession scanned =
                work.get(() -> {
                    ScanSession session = sessions.lock(qr.session());
                    SessionState from = session.state(now);
                    boolean another = from.isScanned() && !session.isScannedBy(who);
                    if (another) {
                        session.contested(now);
                        sessions.changed(session, who.account().toString());
                        return session;
                    }
                    session.scannedBy(who, choices, now);
                    if (from == SessionState.awaiting_scan) {
                        sessions.changed(session, who.account().toString());
                    }
                    return session;
                });
        if (!scanned.isScannedBy(who)) {
            throw SessionProblem.already_scanned.exception();
        }
        return card(scanned);
    }

    /// What the session is about, for the phone that scanned it, while it is open.
    public SessionContent content(Person who, SessionId id) {
        ScanSession session = sessions.byId(id);
        if (!session.isScannedBy(who)) {
            throw SessionProblem.session_unknown.exception();
        }
        session.mustBeScannedBy(who, work.now());
        return session.content();
    }

    /// The card again, and whether another device scanned too.
    public Seen look(Person who, SessionId id) {
        ScanSession session = sessions.byId(id);
        if (!session.isScannedBy(who)) {
            throw SessionProblem.session_unknown.exception();
        }
        return new Seen(session.state(work.now()).name(), session.isContested());
    }

    /// @param contested whether another device scanned the same code
    public record Seen(String state, boolean contested) {}

    private Card card(ScanSession session) {
        RelyingParties.RelyingParty party = parties.active(session.clientId());
        boolean decrypts = session.kind() == SessionKind.decrypt;
        return new Card(
                session.sessionId(),
                session.content(),
                party.platformCode(),
                party.platformName(),
                session.codeChoices().isEmpty() ? session.verificationCode() : "",
                session.codeChoices(),
                recorded.missing(session, party),
                recorded.areProbes(session, party),
                decrypts
                        ? party.certificates().stream().map(Certificate::encoded).toList()
                        : List.of(),
                session.flow(),
                session.returnUrl(),
                session.expiresAt());
    }
}
