package cn.biaozhengtong.caorder.standing;

import cn.biaozhengtong.caorder.authority.register.CertificateState;
import cn.biaozhengtong.caorder.pair.CertificateProblem;
import cn.biaozhengtong.caorder.pair.Certificates;
import cn.biaozhengtong.caorder.pair.Pairs;
import cn.biaozhengtong.crypto.cert.SerialNumber;
import cn.biaozhengtong.kit.id.AccountId;
import java.time.Instant;
import java.util.Objects;
import org.springframework.stereotype.Component;
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
    ///
    /// @throws cn.biaozhengtong.kit.problem.ProblemException also before it is signed: then nothing
    ///   is in force that could be frozen
    public void freeze(AccountId account, SerialNumber serial) {
        Certificates.Stored it = owned(account, serial);
        if (it.isRevoked()) {
            throw CertificateProblem.revoked.exception();
        }
        if (it.state() == CertificateState.reserved) {
            throw CertificateProblem.not_issued.exception();
        }
        transactions.executeWithoutResult(status -> pairs.freeze(it.pairId(), "holder"));
    }

    /// With a proof that the asker's device began for this certificate after it was frozen; never
    /// while a hold is on him.
    public void release(IdentityDesk.Asker who, SerialNumber serial) {
        Certificates.Stored it = owned(who.person().account(), serial);
        if (!it.isFrozen()) {
            throw CertificateProblem.not_frozen.exception();
        }
        // Before the proof, which can be spent once, and again when it is released.
        pairs.mustBeFree(it.pairId());
        belonging.mustLast(it);
        Instant frozen = Objects.requireNonNull(it.revokedAt());
        if (identity.spend(who, IdentityDesk.Purpose.release, serial.hex(), frozen).isEmpty()) {
            throw CertificateProblem.verify_anew.exception();
        }
        transactions.executeWithoutResult(status -> pairs.release(it.pairId()));
    }

    private Certificates.Stored owned(AccountId account, SerialNumber serial) {
        return certificates
                .find(serial)
                .filter(c -> c.accountId().equals(account) && c.isSigning())
                .orElseThrow(CertificateProblem.certificate_unknown::exception);
    }
}
