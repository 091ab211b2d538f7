package cn.biaozhengtong.caorder.decryption;

import cn.biaozhengtong.caorder.pair.CertificateNotes;
import cn.biaozhengtong.caorder.pair.CertificateProblem;
import cn.biaozhengtong.caorder.pair.Certificates;
import cn.biaozhengtong.crypto.Preimage;
import cn.biaozhengtong.crypto.cert.SerialNumber;
import cn.biaozhengtong.kit.audit.AuditLog;
import java.util.List;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/// The probe that a phone encrypts to itself, and what came of it. A failed one is for the operator
/// to see before the bidder does.
@Component
public class SelfTest {
    private static final Logger LOG = LoggerFactory.getLogger(SelfTest.class);

    private final Certificates certificates;
    private final CertificateNotes notes;
    private final AuditLog audit;

    SelfTest(Certificates certificates, CertificateNotes notes, AuditLog audit) {
        this.certificates = certificates;
        this.notes = notes;
        this.audit = audit;
    }

    public Authorisation probe(UUID account, SerialNumber signing, Preimage wrapped) {
        Certificates.Stored it = mine(account, signing);
        Certificates.Stored encryption =
                certificates.pair(it.orderId()).stream()
                        .filter(each -> each.usage().equals("encryption"))
                        .findAny()
                        .orElseThrow(CertificateProblem.not_issued::exception);
        return new Authorisation(
                "self-test:" + signing.hex(),
                "self-test",
                "",
                it.platformCode(),
                "",
                encryption.serial(),
                List.of(wrapped));
    }

    @Transactional
    public void record(UUID account, SerialNumber signing, boolean passed) {
        mine(account, signing);
        notes.selfTested(signing, passed);
        audit.record(
                account.toString(),
                "certificate.self-test",
                signing.hex(),
                passed ? "passed" : "failed");
        if (!passed) {
            LOG.error("certificate {} failed its self-test", signing);
        }
    }

    private Certificates.Stored mine(UUID account, SerialNumber serial) {
        return certificates
                .find(serial)
                .filter(it -> it.accountId().equals(account) && it.usage().equals("signing"))
                .orElseThrow(CertificateProblem.certificate_unknown::exception);
    }
}
