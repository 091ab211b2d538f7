package cn.biaozhengtong.caorder.sealuse;

import cn.biaozhengtong.caorder.authority.TransparencyLog;
import cn.biaozhengtong.caorder.pair.CertificateProblem;
import cn.biaozhengtong.caorder.pair.Certificates;
import cn.biaozhengtong.crypto.cert.SerialNumber;
import cn.biaozhengtong.crypto.evidence.UseRecord;
import cn.biaozhengtong.kit.id.EnterpriseId;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/// Enters a use of a seal, or its being taken back, into the transparency log, once.
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

    /// @param digest of the record, 64 hexadecimal characters
    /// @param signer serial of the certificate that the seal was used with, whatever became of it
    /// @throws cn.biaozhengtong.kit.problem.ProblemException unless that is a signing certificate
    ///   of the enterprise, issued here
    /// @throws cn.biaozhengtong.crypto.CryptoException when the digest is none
    @Transactional(propagation = Propagation.MANDATORY)
    public void enter(
            UseRecord.Kind kind, String digest, EnterpriseId enterprise, SerialNumber signer) {
        boolean its =
                certificates
                        .find(signer)
                        .filter(it ->
                                it.isSigning()
                                        && it.der() != null
                                        && enterprise.equals(it.enterpriseId()))
                        .isPresent();
        if (!its) {
            throw CertificateProblem.certificate_unknown.exception();
        }
        log.append(kind, digest);
    }
}
