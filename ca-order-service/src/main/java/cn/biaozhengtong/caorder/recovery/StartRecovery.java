package cn.biaozhengtong.caorder.recovery;

import cn.biaozhengtong.caorder.standing.Belonging;
import cn.biaozhengtong.caorder.pair.CertificateProblem;
import cn.biaozhengtong.caorder.pair.Certificates;
import cn.biaozhengtong.caorder.standing.IdentityDesk;
import cn.biaozhengtong.crypto.cert.SerialNumber;
import cn.biaozhengtong.kit.audit.AuditLog;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/// Begins a recovery for the device that asks. The identity has to be verified after this moment,
/// so that an old verification, or one for something else, opens nothing.
@Component
public class StartRecovery {
    private static final Duration LASTS = Duration.ofDays(1);

    private final Certificates certificates;
    private final Recoveries recoveries;
    private final IdentityDesk identity;
    private final Belonging belonging;
    private final AuditLog audit;
    private final TransactionTemplate transactions;
    private final Clock clock;

    StartRecovery(
            Certificates certificates,
            Recoveries recoveries,
            IdentityDesk identity,
            Belonging belonging,
            AuditLog audit,
            TransactionTemplate transactions,
            Clock clock) {
        this.certificates = certificates;
        this.recoveries = recoveries;
        this.identity = identity;
        this.belonging = belonging;
        this.audit = audit;
        this.transactions = transactions;
        this.clock = clock;
    }

    public Recoveries.Recovery start(UUID account, UUID device, SerialNumber serial) {
        Certificates.Stored old = recoverable(account, serial);
        belonging.mustLast(old);
        Recoveries.Recovery it =
                new Recoveries.Recovery(
                        UUID.randomUUID(),
                        account,
                        device,
                        serial,
                        clock.instant().truncatedTo(ChronoUnit.MICROS),
                        false,
                        keys(old));
        transactions.executeWithoutResult(status -> {
            recoveries.add(it);
            audit.record(account.toString(), "recovery.started", it.id().toString(), serial.hex());
        });
        return it;
    }

    /// The recovery, when it may go on: recent, and the identity verified since.
    Recoveries.Recovery mayGoOn(UUID account, UUID device, UUID id) {
        Recoveries.Recovery it = recoveries.of(account, device, id);
        if (it.issued()) {
            return it;
        }
        if (it.startedAt().plus(LASTS).isBefore(clock.instant())) {
            throw RecoveryProblem.recovery_over.exception();
        }
        if (!identity.verifiedSince(account, it.startedAt())) {
            throw CertificateProblem.verify_anew.exception();
        }
        belonging.mustLast(recoverable(account, it.oldSerial()));
        return it;
    }

    Certificates.Stored recoverable(UUID account, SerialNumber serial) {
        Certificates.Stored it =
                certificates
                        .find(serial)
                        .filter(c -> c.accountId().equals(account) && c.usage().equals("signing"))
                        .orElseThrow(CertificateProblem.certificate_unknown::exception);
        if (it.state().equals("revoked")) {
            throw CertificateProblem.revoked.exception();
        }
        if (it.der() == null) {
            throw CertificateProblem.not_issued.exception();
        }
        if (!it.notAfter().isAfter(clock.instant())) {
            throw RecoveryProblem.recovery_expired_certificate.exception();
        }
        return it;
    }

    /// The pair's own encryption certificate, then the holder's earlier ones for the same platform
    /// that he did not give up, so that bids from before renewals stay openable (R34).
    private List<SerialNumber> keys(Certificates.Stored signing) {
        List<SerialNumber> out = new ArrayList<>();
        Instant from = Instant.EPOCH;
        for (Certificates.Stored it : certificates.pair(signing.orderId())) {
            if (it.usage().equals("encryption")) {
                out.add(it.serial());
                from = it.notAfter();
            }
        }
        for (Certificates.Stored it : certificates.encryptionOf(signing)) {
            boolean earlier = !it.notAfter().isAfter(from) && !out.contains(it.serial());
            boolean kept = !it.state().equals("revoked") || it.isSuperseded();
            if (earlier && kept) {
                out.add(it.serial());
            }
        }
        return out;
    }
}
