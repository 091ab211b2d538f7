package cn.biaozhengtong.scansession.session;

import cn.biaozhengtong.crypto.Preimage;
import cn.biaozhengtong.crypto.SignedContext;
import cn.biaozhengtong.scansession.binding.Bindings;
import cn.biaozhengtong.scansession.relyingparty.RelyingParties;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
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
    private final JsonMapper json;

    ApproveSession(
            Sessions sessions,
            Admission admission,
            CertificateOffice certificates,
            Books books,
            JsonMapper json) {
        this.sessions = sessions;
        this.admission = admission;
        this.certificates = certificates;
        this.books = books;
        this.json = json;
    }

    /// Parties, bindings, transactions and time.
    @Component
    record Books(
            RelyingParties parties,
            Bindings bindings,
            TransactionTemplate transactions,
            Clock clock) {}

    /// @param context what will be signed; the phone rebuilds its bytes from what it showed
    public record Opened(CertificateOffice.Round round, SignedContext context) {}

    /// What a platform gets of a completed session; certificates and signature in Base64.
    record Result(
            SignedContext context,
            byte[] signature,
            byte[] signingCertificate,
            byte[] encryptionCertificate,
            String enterpriseName,
            String uscc,
            String role,
            String rpAccount,
            String subject) {}

    public Opened open(UUID account, UUID device, UUID id, String serial, byte[] commitment) {
        Instant now = books.clock().instant();
        ScanSession session = sessions.byId(id);
        session.mustBeScannedBy(account, device, now);
        RelyingParties.RelyingParty party = books.parties().of(session.clientId());
        Admission.Admitted admitted =
                admission.admit(session, party.platformCode(), account, device, serial);
        SignedContext context = context(session, party, admitted.holder(), now);
        CertificateOffice.Round round =
                certificates.open(
                        admitted.holder(), id, List.of(context.preimage()), List.of(commitment));
        books.transactions()
                .executeWithoutResult(status -> {
                    ScanSession locked = sessions.lock(id);
                    locked.approving(
                            account,
                            device,
                            serial,
                            round.roundId(),
                            json.writeValueAsString(context),
                            now);
                });
        return new Opened(round, context);
    }

    public SessionState finish(
            UUID account, UUID device, UUID id, UUID round, CertificateOffice.Answer answer) {
        Instant now = books.clock().instant();
        ScanSession session = sessions.byId(id);
        session.mustBeScannedBy(account, device, now);
        String serial = session.certificateSerial();
        String stored = session.contextJson();
        if (serial == null || stored == null) {
            throw SessionProblem.not_scanned.exception();
        }
        RelyingParties.RelyingParty party = books.parties().of(session.clientId());
        Admission.Admitted admitted =
                admission.admit(session, party.platformCode(), account, device, serial);
        admission.use(session, admitted);
        byte[] signature =
                certificates.finish(admitted.holder(), round, List.of(answer)).getFirst();
        SignedContext context = json.readValue(stored, SignedContext.class);
        mustBeOver(context.preimage(), admitted.holder(), signature);
        String result = json.writeValueAsString(result(account, admitted, context, signature));
        books.transactions()
                .executeWithoutResult(status -> {
                    ScanSession locked = sessions.lock(id);
                    locked.complete(account, device, round, result, now);
                    if (locked.content().kind() == SessionKind.bind) {
                        bind(locked, admitted);
                    }
                    sessions.changed(locked, account.toString());
                });
        return SessionState.completed;
    }

    public void refuse(UUID account, UUID device, UUID id, String reason) {
        Instant now = books.clock().instant();
        books.transactions()
                .executeWithoutResult(status -> {
                    ScanSession session = sessions.lock(id);
                    session.refuse(account, device, reason, now);
                    sessions.changed(session, account.toString());
                });
    }

    private void bind(ScanSession session, Admission.Admitted admitted) {
        books.bindings()
                .bind(
                        session.clientId(),
                        session.content().rpAccount(),
                        admitted.holder().enterpriseId(),
                        admitted.holder().accountId(),
                        admitted.holder().serial());
    }

    /// The round may have been opened over something else: the signature must be over this.
    private static void mustBeOver(
            Preimage preimage, CertificateOffice.Holder holder, byte[] signature) {
        cn.biaozhengtong.crypto.cert.Certificate.parse(holder.signingCertificate())
                .publicKey()
                .verify(preimage.toBytes(), signature);
    }

    private static Result result(
            UUID account, Admission.Admitted admitted, SignedContext context, byte[] signature) {
        CertificateOffice.Holder holder = admitted.holder();
        return new Result(
                context,
                signature,
                holder.signingCertificate(),
                holder.encryptionCertificate(),
                holder.holder(),
                holder.uscc(),
                admitted.role(),
                admitted.rpAccount(),
                account.toString());
    }

    private static SignedContext context(
            ScanSession session,
            RelyingParties.RelyingParty party,
            CertificateOffice.Holder holder,
            Instant now) {
        return new SignedContext(
                session.content().kind().name(),
                session.getId().toString(),
                party.platformCode(),
                party.platformName(),
                session.serverRandom(),
                session.challenge(),
                session.contentHash(),
                "",
                session.verificationCode(),
                "qr",
                holder.uscc(),
                holder.serial(),
                now.truncatedTo(ChronoUnit.SECONDS).toString());
    }
}
