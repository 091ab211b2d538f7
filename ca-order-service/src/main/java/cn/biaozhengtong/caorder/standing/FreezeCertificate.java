package cn.biaozhengtong.caorder.standing;

import cn.biaozhengtong.caorder.pair.CertificateProblem;
import cn.biaozhengtong.caorder.pair.Certificates;
import cn.biaozhengtong.caorder.pair.Pairs;
import cn.biaozhengtong.crypto.cert.SerialNumber;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionTemplate;

/// Reported lost (挂失) and found again, R35. Freezing needs no phone and no PIN, only the account,
/// and holds at once for signing, OCSP and lists; releasing needs the identity proved for it.
@Component
public class FreezeCertificate {
    private final Certificates certificates;
    private final IdentityDesk identity;
    private final Belonging belonging;
    private final Pairs pairs;
    private final TransactionTemplate transactions;

    FreezeCertificate(
            Certificates certificates,
            IdentityDesk identity,
            Belonging belonging,
            Pairs pairs,
            TransactionTemplate transactions) {
        this.certificates = certificates;
        this.identity = identity;
        this.belonging = belonging;
        this.pairs = pairs;
        this.transactions = transactions;
    }

    /// From any device of the account; a second time changes nothing.
    public void freeze(UUID account, SerialNumber serial) {
        Certificates.Stored it = owned(account, serial);
        if (it.isRevoked()) {
            throw CertificateProblem.revoked.exception();
        }
        transactions.executeWithoutResult(status -> pairs.freeze(it.pairId(), "holder"));
    }

    /// Everything that an account holds for an enterprise that it no longer belongs to (R16).
    @Transactional(propagation = Propagation.MANDATORY)
    public void membershipEnded(UUID account, UUID enterprise) {
        for (Certificates.Stored it : certificates.of(account)) {
            boolean his = enterprise.equals(it.enterpriseId()) && it.usage().equals("signing");
            if (his && it.isActive()) {
                pairs.freeze(it.pairId(), "membership ended");
            }
        }
    }

    /// Everything that an account holds, when an operator froze it; the holder releases each after
    /// the freeze is lifted, with a new verification.
    @Transactional(propagation = Propagation.MANDATORY)
    public void accountFrozen(UUID account) {
        freezeAll(certificates.of(account), "account frozen");
    }

    /// Everything that anybody holds in the name of an enterprise that an operator froze.
    @Transactional(propagation = Propagation.MANDATORY)
    public void enterpriseFrozen(UUID enterprise) {
        freezeAll(certificates.ofEnterprise(enterprise), "enterprise frozen");
    }

    private void freezeAll(List<Certificates.Stored> all, String cause) {
        for (Certificates.Stored it : all) {
            if (it.isActive() && it.usage().equals("signing")) {
                pairs.freeze(it.pairId(), cause);
            }
        }
    }

    /// With a proof that the asker's device began for this certificate after it was frozen.
    public void release(IdentityDesk.Asker who, SerialNumber serial) {
        Certificates.Stored it = owned(who.account(), serial);
        if (!it.isFrozen()) {
            throw CertificateProblem.not_frozen.exception();
        }
        belonging.mustLast(it);
        Instant frozen = Objects.requireNonNull(it.revokedAt());
        if (identity.spend(who, IdentityDesk.Purpose.release, serial.hex(), frozen).isEmpty()) {
            throw CertificateProblem.verify_anew.exception();
        }
        transactions.executeWithoutResult(status -> pairs.release(it.pairId()));
    }

    private Certificates.Stored owned(UUID account, SerialNumber serial) {
        return certificates
                .find(serial)
                .filter(c -> c.accountId().equals(account) && c.usage().equals("signing"))
                .orElseThrow(CertificateProblem.certificate_unknown::exception);
    }
}
