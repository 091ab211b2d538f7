package cn.biaozhengtong.caorder.authority.register;

import cn.biaozhengtong.caorder.authority.CertificateAuthority;
import cn.biaozhengtong.caorder.authority.CrlChanges;
import cn.biaozhengtong.caorder.authority.CrlShard;
import cn.biaozhengtong.caorder.authority.TransparencyLog;
import cn.biaozhengtong.crypto.Preimage;
import cn.biaozhengtong.crypto.cert.Certificate;
import cn.biaozhengtong.crypto.cert.CertificateOrder;
import cn.biaozhengtong.crypto.cert.CertificateProfile;
import cn.biaozhengtong.crypto.cert.RevocationReason;
import cn.biaozhengtong.crypto.cert.SerialNumber;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionTemplate;

/// The register of all that this authority signs, and the only one who has it signed.
///
/// [#record] writes down what will be signed, in the caller's transaction; [#sign] refuses to run
/// in one, so what it signs was committed before. Whoever dies between the two leaves a record, and
/// a repeat gives the same certificate.
@Component
public class Register {
    private final IssuedCertificates issued;
    private final BuiltInAuthority builtIn;
    private final Optional<CertificateAuthority> outside;
    private final Publication publication;
    private final Office office;

    Register(
            IssuedCertificates issued,
            BuiltInAuthority builtIn,
            Optional<CertificateAuthority> outside,
            Publication publication,
            Office office) {
        this.issued = issued;
        this.builtIn = builtIn;
        this.outside = outside;
        this.publication = publication;
        this.office = office;
    }

    /// What tells others of the register.
    @Component
    record Publication(TransparencyLog log, CrlChanges lists, ApplicationEventPublisher events) {}

    /// Time and transactions, and who says what has to rest.
    @Component
    record Office(TransactionTemplate transactions, Clock clock, Resting resting) {}

    /// Within the transaction that will store a signed certificate, before it holds any row.
    public record Entering(SerialNumber serial) {}

    /// Within the transaction that stores a signed certificate: in force, or at rest.
    public record Entered(SerialNumber serial) {}

    /// Within the transaction that stores what an outside CA answered, under its serial number.
    public record Renumbered(SerialNumber from, Certificate made) {}

    /// Writes down what will be signed: linted, not signed.
    @Transactional(propagation = Propagation.MANDATORY)
    public Recorded record(Purpose purpose, CertificateOrder order) {
        boolean isOutside = outside.isPresent() && purpose.mayBeOutside();
        byte[] tbs = isOutside ? outside.get().prepare(order) : builtIn.prepare(order);
        issued.add(
                new IssuedCertificate(
                        order.serial(),
                        purpose,
                        order.profile(),
                        Preimage.of(tbs),
                        null,
                        CertificateState.reserved,
                        order.notAfter(),
                        null,
                        isOutside),
                office.clock().instant());
        return new Recorded(order.serial());
    }

    /// Of what was recorded before, also by a process that died since.
    ///
    /// @throws java.util.NoSuchElementException when nothing was
    public Recorded recorded(SerialNumber serial) {
        return new Recorded(issued.find(serial).orElseThrow().serial());
    }

    /// Has it signed, stores it and puts it in force, or at rest where its holder's power rests;
    /// asked again, the same certificate.
    ///
    /// @throws org.springframework.transaction.IllegalTransactionStateException within a
    ///   transaction
    @Transactional(propagation = Propagation.NEVER)
    public Certificate sign(Recorded recorded) {
        IssuedCertificate it = issued.find(recorded.serial()).orElseThrow();
        Certificate signed = it.isOutside() ? fromOutside(it) : fromHere(it);
        office.transactions().executeWithoutResult(status -> enter(signed));
        // Of several who sign at once, the first one's counts.
        Preimage stored = issued.find(signed.serial()).orElseThrow().der();
        return stored == null ? signed : Certificate.parse(stored.toBytes());
    }

    private Certificate fromHere(IssuedCertificate it) {
        Preimage der = it.der();
        return der == null ? builtIn.obtain(it.tbs().toBytes()) : Certificate.parse(der.toBytes());
    }

    /// Stored, under the serial number that the outside CA chose, before it is confirmed there.
    private Certificate fromOutside(IssuedCertificate it) {
        CertificateAuthority authority = outside.orElseThrow();
        byte[] prepared = it.tbs().toBytes();
        Preimage der = it.der();
        Certificate signed =
                der == null ? authority.obtain(prepared) : Certificate.parse(der.toBytes());
        if (der == null) {
            office.transactions().executeWithoutResult(status -> receive(it.serial(), signed));
        }
        if (it.state() == CertificateState.reserved) {
            authority.confirm(prepared, signed);
        }
        return signed;
    }

    private void receive(SerialNumber reference, Certificate signed) {
        if (issued.received(reference, signed)) {
            publication.events().publishEvent(new Renumbered(reference, signed));
        }
    }

    private void enter(Certificate signed) {
        SerialNumber serial = signed.serial();
        publication.events().publishEvent(new Entering(serial));
        boolean rests = office.resting().rests(serial);
        if (issued.signed(signed, rests ? now() : null)) {
            told(serial, rests);
            publication.log().append(signed);
            publication.events().publishEvent(new Entered(serial));
        }
    }

    /// Enters what the ceremony signed before there was a register; a second time changes nothing.
    @Transactional(propagation = Propagation.MANDATORY)
    public void enter(CertificateProfile profile, Certificate it) {
        if (issued.find(it.serial()).isPresent()) {
            return;
        }
        try {
            issued.add(
                    new IssuedCertificate(
                            it.serial(),
                            Purpose.own,
                            profile,
                            Preimage.of(it.tbs()),
                            Preimage.of(it.encoded()),
                            CertificateState.active,
                            it.notAfter(),
                            null,
                            false),
                    office.clock().instant());
        } catch (DuplicateKeyException e) {
            // Another replica was faster.
            return;
        }
        publication.log().append(it);
    }

    /// Ends it for ever, from now.
    ///
    /// @return false when it was not in force
    @Transactional(propagation = Propagation.MANDATORY)
    public boolean revoke(SerialNumber serial, RevocationReason reason) {
        return told(serial, issued.end(serial, CertificateState.revoked, end(reason)));
    }

    /// Ends it because its key was not its holder's alone any more from a moment on; also when that
    /// is learnt after it was revoked for something else.
    ///
    /// @return false when nothing changed
    @Transactional(propagation = Propagation.MANDATORY)
    public boolean revokeCompromised(SerialNumber serial, Instant since) {
        return told(
                serial,
                issued.end(
                                serial,
                                CertificateState.revoked,
                                new IssuedCertificate.End(
                                        now(), RevocationReason.key_compromise, since))
                        || issued.compromised(serial, since));
    }

    /// Lets it rest (certificateHold) until [#release].
    @Transactional(propagation = Propagation.MANDATORY)
    public boolean hold(SerialNumber serial) {
        return told(
                serial,
                issued.end(
                        serial, CertificateState.frozen, end(RevocationReason.certificate_hold)));
    }

    @Transactional(propagation = Propagation.MANDATORY)
    public boolean release(SerialNumber serial) {
        return told(serial, issued.release(serial, now()));
    }

    private boolean told(SerialNumber serial, boolean changed) {
        if (changed) {
            publication.lists().in(CrlShard.of(serial));
        }
        return changed;
    }

    public Optional<IssuedCertificate> find(SerialNumber serial) {
        return issued.find(serial);
    }

    /// Those of a profile that were signed, whatever became of them, newest first.
    public List<Certificate> of(CertificateProfile profile) {
        return issued.of(profile);
    }

    /// Who signs for a purpose: issuing CA first, root last.
    public List<Certificate> chain(Purpose purpose) {
        return purpose.mayBeOutside()
                ? outside.map(CertificateAuthority::chain).orElseGet(builtIn::chain)
                : builtIn.chain();
    }

    private IssuedCertificate.End end(RevocationReason reason) {
        return new IssuedCertificate.End(now(), reason, null);
    }

    private Instant now() {
        return office.clock().instant().truncatedTo(ChronoUnit.MICROS);
    }
}
