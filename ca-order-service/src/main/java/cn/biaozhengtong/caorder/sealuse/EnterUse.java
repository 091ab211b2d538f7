package cn.biaozhengtong.caorder.sealuse;

import cn.biaozhengtong.caorder.authority.TransparencyLog;
import cn.biaozhengtong.caorder.pair.CertificateProblem;
import cn.biaozhengtong.caorder.pair.Certificates;
import cn.biaozhengtong.crypto.cert.SerialNumber;
import cn.biaozhengtong.kit.id.EnterpriseId;
import java.util.List;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/// Enters uses of seals, and their being taken back, into the transparency log, once.
///
/// An entry gives nobody any power, so nobody is asked back: what the register itself knows is
/// checked, and an entry that seal-service knows nothing of is found by its watcher. A withdrawal
/// may come before its use; each is an entry of its own.
@Component
public class EnterUse {
    private final TransparencyLog log;
    private final Certificates certificates;

    EnterUse(TransparencyLog log, Certificates certificates) {
        this.log = log;
        this.certificates = certificates;
    }

    /// @param by the enterprise, and the certificate that the seal was used with, whatever became
    ///   of that
    public record Use(TransparencyLog.Use it, By by) {}

    /// @param signer serial of the certificate
    public record By(EnterpriseId enterprise, SerialNumber signer) {}

    /// All of them, in their order, or none.
    ///
    /// @throws cn.biaozhengtong.kit.problem.ProblemException unless each was used with a signing
    ///   certificate of the enterprise, issued here
    /// @throws cn.biaozhengtong.crypto.CryptoException when a digest is none
    @Transactional(propagation = Propagation.MANDATORY)
    public void enter(List<Use> uses) {
        if (!uses.stream().map(Use::by).distinct().allMatch(this::isKnown)) {
            throw CertificateProblem.certificate_unknown.exception();
        }
        log.append(uses.stream().map(Use::it).toList());
    }

    private boolean isKnown(By by) {
        return certificates
                .find(by.signer())
                .filter(it ->
                        it.isSigning()
                                && it.der() != null
                                && by.enterprise().equals(it.enterpriseId()))
                .isPresent();
    }
}
