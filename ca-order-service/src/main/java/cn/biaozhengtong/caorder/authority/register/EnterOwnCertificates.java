package cn.biaozhengtong.caorder.authority.register;

import cn.biaozhengtong.caorder.authority.AuthorityKeys;
import cn.biaozhengtong.crypto.CryptoException;
import cn.biaozhengtong.crypto.cert.Certificate;
import cn.biaozhengtong.crypto.cert.CertificateProfile;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/// Enters at start what the issuing CA signed at the ceremony, from the key files that lie here: so
/// OCSP knows our own servers' certificates and the log has them.
@Component
class EnterOwnCertificates {
    private static final Logger LOG = LoggerFactory.getLogger(EnterOwnCertificates.class);

    private static final Map<String, CertificateProfile> FILES =
            Map.ofEntries(
                    Map.entry("ocsp", CertificateProfile.ocsp_responder),
                    Map.entry("tsa", CertificateProfile.time_stamping),
                    Map.entry("seal-maker", CertificateProfile.seal_maker),
                    Map.entry("kmc", CertificateProfile.kmc_encryption),
                    Map.entry("kmc-signing", CertificateProfile.kmc_signing),
                    Map.entry("kmc-escrow", CertificateProfile.kmc_encryption),
                    Map.entry("webhook", CertificateProfile.subscriber_signing),
                    Map.entry("sandbox-cashier", CertificateProfile.subscriber_signing),
                    Map.entry("audit-identity-service", CertificateProfile.audit),
                    Map.entry("audit-enterprise-service", CertificateProfile.audit),
                    Map.entry("audit-ca-order-service", CertificateProfile.audit),
                    Map.entry("audit-seal-service", CertificateProfile.audit),
                    Map.entry("audit-scan-session-service", CertificateProfile.audit));

    private final AuthorityKeys keys;
    private final Register register;
    private final TransactionTemplate transactions;

    EnterOwnCertificates(AuthorityKeys keys, Register register, TransactionTemplate transactions) {
        this.keys = keys;
        this.register = register;
        this.transactions = transactions;
    }

    @EventListener(ApplicationReadyEvent.class)
    void enter() {
        FILES.forEach((file, profile) -> {
            if (!keys.has(file)) {
                LOG.info("{} lies elsewhere: its certificate is entered where it lies", file);
                return;
            }
            try {
                Certificate it = keys.load(file).certificate();
                transactions.executeWithoutResult(status -> register.enter(profile, it));
            } catch (CryptoException e) {
                LOG.error("the key file {} does not open: {}", file, e.reason());
            }
        });
    }
}
