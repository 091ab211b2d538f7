package cn.biaozhengtong.scansession.approval;

import cn.biaozhengtong.crypto.CryptoException;
import cn.biaozhengtong.crypto.Preimage;
import cn.biaozhengtong.crypto.SignedContext;
import cn.biaozhengtong.crypto.session.SessionContent;
import cn.biaozhengtong.crypto.session.SessionSignatures;
import cn.biaozhengtong.crypto.session.Stampings;
import cn.biaozhengtong.kit.id.Person;
import cn.biaozhengtong.scansession.certificates.CertificateOffice;
import cn.biaozhengtong.scansession.opening.Cause;
import cn.biaozhengtong.scansession.opening.HallQueue;
import cn.biaozhengtong.scansession.relyingparty.RelyingParties;
import cn.biaozhengtong.scansession.sealing.Sealing;
import cn.biaozhengtong.scansession.session.ScanSession;
import cn.biaozhengtong.scansession.session.SessionId;
import cn.biaozhengtong.scansession.session.SessionKind;
import cn.biaozhengtong.scansession.session.SessionProblem;
import cn.biaozhengtong.scansession.session.SessionState;
import cn.biaozhengtong.scansession.session.Sessions;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.json.JsonMapper;

/// The user approves with his PIN: the context is built and stored here, signed by two parties, and
/// the session completed with what the platform verifies.
@Component
public class ApproveSession {
    private final Sessions sessions;
    private final Admission admission;
    private final CertificateOffice certificates;
    private final Books books;
    private final Sealing sealing;
    private final JsonMapper json;

    ApproveSession(
            Sessions sessions,
            Admission admission,
            CertificateOffice certificates,
            Books books,
            Sealing sealing,
            JsonMapper json) {
        this.sessions = sessions;
        this.admission = admission;
        this.certificates = certificates;
        this.books = books;
        this.sealing = sealing;
        this.json = json;
    }

    /// What approvals are written into, and their order in a crowd.
    @Component
    record Books(
            RelyingParties parties,
            RecordApproval record,
            HallQueue queue,
            Troubles troubles,
            RecordedKeys recorded,
            TransactionTemplate transactions,
            Clock clock) {}

    /// What a phone asks to sign.
    ///
    /// @param verificationCode the one that the user picked, where he had to; else empty
    /// @param encryptionSerials `decrypt`: those whose keys the phone has
    /// @param unrecordedConfirmed `decrypt`: the user confirmed keys that were never recorded
    public record Request(
            String serial,
            List<byte[]> commitments,
            String verificationCode,
            List<String> encryptionSerials,
            boolean unrecordedConfirmed) {}

    /// @param context what will be signed; the phone rebuilds its bytes from what it showed
    /// @param stampings `seal`: what of each document will be signed
    public record Opened(
            CertificateOffice.Round round, SignedContext context, Stampings stampings) {}

    /// @param partials `decrypt`: `T` of each key of the round's certificates, in order
    public record Finished(SessionState state, List<byte[]> partials) {}

    public Opened open(Person who, SessionId id, Request request) {
        Instant now = books.clock().instant();
        ScanSession session = sessions.byId(id);
        session.mustBeScannedBy(who, now);
        mustBePicked(who, session, request);
        RelyingParties.RelyingParty party = books.parties().active(session.clientId());
        Admission.Admitted admitted =
                books.troubles()
                        .noting(
                                who,
                                id,
                                () -> admission.admit(who, session, party, request.serial()));
        SignedContext context = Contexts.of(session, party, admitted, now);
        List<String> serials = serials(session, party, request);
        Optional<Sealing.Kept> kept =
                session.kind() == SessionKind.seal
                        ? Optional.of(
                                books.troubles()
                                        .noting(
                                                who,
                                                id,
                                                () ->
                                                        sealing.prepare(
                                                                session,
                                                                admitted.holder(),
                                                                admitted.role(),
                                                                context)))
                        : Optional.empty();
        Stampings stampings = kept.map(Sealing.Kept::stampings).orElse(Stampings.NONE);
        CertificateOffice.Round round =
                books.troubles()
                        .noting(
                                who,
                                id,
                                () ->
                                        open(
                                                session,
                                                admitted,
                                                new ToSign(context, serials, stampings),
                                                request.commitments()));
        books.transactions()
                .executeWithoutResult(status -> {
                    ScanSession locked = sessions.lock(id);
                    locked.approving(
                            who,
                            request.serial(),
                            round.roundId(),
                            serials,
                            json.writeValueAsString(context),
                            now);
                    kept.map(sealing::stored).ifPresent(locked::prepared);
                });
        return new Opened(round, context, stampings);
    }

    private CertificateOffice.Round open(
            ScanSession session,
            Admission.Admitted admitted,
            ToSign what,
            List<byte[]> commitments) {
        if (session.kind() != SessionKind.decrypt) {
            return certificates.open(
                    admitted.holder(),
                    session.sessionId(),
                    what.preimages(session, admitted),
                    commitments);
        }
        return books.queue()
                .inTurn(() ->
                        certificates.openDecryption(
                                admitted.holder(),
                                Contexts.decryption(
                                        what.context(), session.content(), what.serials()),
                                commitments));
    }

    /// The certificates that the phone says it has, of those that are asked for.
    private List<String> serials(
            ScanSession session, RelyingParties.RelyingParty party, Request request) {
        if (session.kind() != SessionKind.decrypt) {
            return List.of();
        }
        SessionContent content = session.content();
        List<String> serials =
                SessionSignatures.serials(content).stream()
                        .filter(request.encryptionSerials()::contains)
                        .toList();
        if (serials.isEmpty()) {
            books.troubles().note(session.sessionId(), Cause.certificate_missing);
            throw SessionProblem.certificate_missing.exception();
        }
        if (books.recorded().mayHideAnother(session, party)) {
            throw SessionProblem.recorded_keys_wait.exception();
        }
        if (!request.unrecordedConfirmed() && !books.recorded().areAll(session, party)) {
            throw SessionProblem.unrecorded_keys.exception();
        }
        return serials;
    }

    /// One wrong pick ends it: somebody else's screen may be in play.
    private void mustBePicked(Person who, ScanSession session, Request request) {
        boolean right =
                session.codeChoices().isEmpty()
                        || request.verificationCode().equals(session.verificationCode());
        if (right) {
            return;
        }
        books.transactions()
                .executeWithoutResult(status -> {
                    ScanSession locked = sessions.lock(session.sessionId());
                    locked.fail(who, "code_wrong", books.clock().instant());
                    sessions.alarm(locked, who.account().toString());
                });
        throw SessionProblem.code_wrong.exception();
    }

    public Finished finish(
            Person who, SessionId id, UUID round, List<CertificateOffice.Answer> answers) {
        Instant now = books.clock().instant();
        ScanSession session = sessions.byId(id);
        if (session.wasCompletedBy(who, round)) {
            return new Finished(SessionState.completed, List.of());
        }
        session.mustBeRound(who, round, now);
        String serial = session.certificateSerial();
        String stored = session.contextJson();
        if (serial == null || stored == null) {
            throw SessionProblem.not_scanned.exception();
        }
        SignedContext context = json.readValue(stored, SignedContext.class);
        RelyingParties.RelyingParty party = books.parties().active(session.clientId());
        Admission.Admitted admitted =
                books.troubles()
                        .noting(
                                who,
                                id,
                                () -> {
                                    Admission.Admitted it =
                                            admission.admit(who, session, party, serial);
                                    admission.use(session, it);
                                    if (session.kind() == SessionKind.seal) {
                                        sealing.use(session, it.holder(), it.role());
                                    }
                                    return it;
                                });
        // Before anything is signed: what is stored must still be what was shown.
        Stampings stampings =
                session.kind() == SessionKind.seal
                        ? sealing.kept(session).stampings()
                        : Stampings.NONE;
        ToSign what = new ToSign(context, session.roundSerials(), stampings);
        List<Preimage> preimages = preimages(what, session, admitted);
        CertificateOffice.Answered answered =
                books.troubles()
                        .noting(
                                who,
                                id,
                                () -> sign(session, admitted, context, round, preimages, answers));
        what.mustBeSigned(preimages, admitted, answered);
        String result = json.writeValueAsString(what.result(session, admitted, answered));
        return books.transactions()
                .execute(status -> {
                    ScanSession locked = sessions.lock(id);
                    books.record().record(who, locked, admitted, round, result, now);
                    sessions.changed(locked, who.account().toString());
                    return new Finished(locked.state(now), answered.partials());
                });
    }

    private static List<Preimage> preimages(
            ToSign what, ScanSession session, Admission.Admitted admitted) {
        try {
            return what.preimages(session, admitted);
        } catch (CryptoException e) {
            throw SessionProblem.altered.exception();
        }
    }

    private CertificateOffice.Answered sign(
            ScanSession session,
            Admission.Admitted admitted,
            SignedContext context,
            UUID round,
            List<Preimage> preimages,
            List<CertificateOffice.Answer> answers) {
        if (session.kind() == SessionKind.decrypt) {
            return books.queue()
                    .inTurn(() ->
                            certificates.finishDecryption(
                                    admitted.holder(),
                                    Contexts.decryption(
                                            context, session.content(), session.roundSerials()),
                                    round,
                                    answers));
        }
        return certificates.finish(admitted.holder(), round, preimages, answers);
    }

    public void refuse(Person who, SessionId id, String reason) {
        Instant now = books.clock().instant();
        books.transactions()
                .executeWithoutResult(status -> {
                    ScanSession session = sessions.lock(id);
                    session.refuse(who, reason, now);
                    if (reason.equals("not_me")) {
                        sessions.alarm(session, who.account().toString());
                    } else {
                        sessions.changed(session, who.account().toString());
                    }
                });
    }
}
