package cn.biaozhengtong.caorder.recovery;

import cn.biaozhengtong.caorder.pair.CertificateProblem;
import cn.biaozhengtong.caorder.pair.Certificates;
import cn.biaozhengtong.caorder.standing.Belonging;
import cn.biaozhengtong.caorder.standing.IdentityDesk;
import cn.biaozhengtong.crypto.cert.SerialNumber;
import cn.biaozhengtong.kit.id.AccountId;
import cn.biaozhengtong.kit.id.Person;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.springframework.stereotype.Component;

/// Begins a recovery for the device that asks: an intention, until the identity is proved for it
/// ([AdmitRecovery]).
@Component
public class StartRecovery {
    /// Also how long objections, refusals and vetoes hold for what is begun anew.
    static final Duration LASTS = Duration.ofDays(1);

    /// How long whoever holds the key has to stop one whose holder showed no face: a stolen phone
    /// may get the bank's code too. Presence never waits.
    private static final Duration POSSESSION_WAITS = Duration.ofMinutes(15);

    private final Certificates certificates;
    private final Recoveries recoveries;
    private final Belonging belonging;
    private final RecoveryBooks books;

    StartRecovery(
            Certificates certificates,
            Recoveries recoveries,
            Belonging belonging,
            RecoveryBooks books) {
        this.certificates = certificates;
        this.recoveries = recoveries;
        this.belonging = belonging;
        this.books = books;
    }

    public Recoveries.Recovery start(Person person, SerialNumber serial) {
        Certificates.Stored old = recoverable(person.account(), serial);
        belonging.mustLast(old);
        Recoveries.Recovery it =
                Recoveries.Recovery.intended(person, serial, books.now(), keys(old));
        books.run(() -> {
            recoveries.add(it);
            books.note(person.account().toString(), "intended", it, serial.hex());
        });
        return it;
    }

    /// The recovery, when it may go on: recent, proved in the login that asks, alone and not
    /// stopped; or issued, which belongs to its device, whatever login that has. In either case of
    /// one who still acts for the enterprise.
    Recoveries.Recovery mayGoOn(IdentityDesk.Asker who, UUID id) {
        Recoveries.Recovery it = recoveries.of(who.person(), id);
        AccountId account = who.person().account();
        if (it.issued()) {
            belonging.mustLast(found(account, it.oldSerial()));
            return it;
        }
        mustBeRecent(it);
        switch (it.state()) {
            case awaiting_proof -> throw CertificateProblem.verify_anew.exception();
            case contested -> throw RecoveryProblem.recovery_contested.exception();
            case vetoed, refused, replaced -> throw RecoveryProblem.recovery_over.exception();
            case proved -> mustBeProved(it, who.login());
            case issued -> {}
        }
        belonging.mustLast(recoverable(account, it.oldSerial()));
        return it;
    }

    /// What was found so is so until the transaction ends: neither issued nor stopped meanwhile.
    void mustStillGoOn(Recoveries.Recovery found) {
        Recoveries.Recovery now =
                recoveries.lock(found.oldSerial()).stream()
                        .filter(it -> it.id().equals(found.id()))
                        .findFirst()
                        .orElseThrow(RecoveryProblem.recovery_unknown::exception);
        if (now.issued()) {
            throw CertificateProblem.already_issued.exception();
        }
        if (now.state() != RecoveryState.proved || !Objects.equals(now.login(), found.login())) {
            throw RecoveryProblem.recovery_over.exception();
        }
    }

    private void mustBeProved(Recoveries.Recovery it, String login) {
        if (!it.isIn(login)) {
            throw CertificateProblem.verify_anew.exception();
        }
        mustHaveWaited(it);
    }

    private void mustHaveWaited(Recoveries.Recovery it) {
        Instant from = it.provedAt();
        Instant until = from == null ? Instant.MAX : from.plus(POSSESSION_WAITS);
        if (it.proof() != IdentityDesk.Proof.presence && until.isAfter(books.now())) {
            throw RecoveryProblem.recovery_waits.with("可于 " + until + " 后继续");
        }
    }

    void mustBeRecent(Recoveries.Recovery it) {
        if (!isRecent(it)) {
            throw RecoveryProblem.recovery_over.exception();
        }
    }

    boolean isRecent(Recoveries.Recovery it) {
        return !it.startedAt().plus(LASTS).isBefore(books.now());
    }

    Certificates.Stored found(AccountId account, SerialNumber serial) {
        return certificates
                .find(serial)
                .filter(c -> c.accountId().equals(account) && c.isSigning())
                .orElseThrow(CertificateProblem.certificate_unknown::exception);
    }

    Certificates.Stored recoverable(AccountId account, SerialNumber serial) {
        Certificates.Stored it = found(account, serial);
        if (it.isRevoked()) {
            throw CertificateProblem.revoked.exception();
        }
        if (it.der() == null) {
            throw CertificateProblem.not_issued.exception();
        }
        if (!it.notAfter().isAfter(books.now())) {
            throw RecoveryProblem.recovery_expired_certificate.exception();
        }
        return it;
    }

    /// The pair's own encryption certificate, then the holder's earlier ones for the same platform
    /// that he did not give up, so that bids from before renewals stay openable (R34).
    private List<SerialNumber> keys(Certificates.Stored signing) {
        List<SerialNumber> out = new ArrayList<>();
        Instant from = Instant.EPOCH;
        for (Certificates.Stored it : certificates.pair(signing.pairId())) {
            if (it.isEncryption()) {
                out.add(it.serial());
                from = it.notAfter();
            }
        }
        for (Certificates.Stored it : certificates.encryptionOf(signing)) {
            boolean earlier = !it.notAfter().isAfter(from) && !out.contains(it.serial());
            boolean kept = !it.isRevoked() || it.isSuperseded();
            if (earlier && kept) {
                out.add(it.serial());
            }
        }
        return out;
    }
}
