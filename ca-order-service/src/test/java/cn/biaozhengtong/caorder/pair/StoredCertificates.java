package cn.biaozhengtong.caorder.pair;

import cn.biaozhengtong.caorder.authority.register.Purpose;
import cn.biaozhengtong.caorder.authority.register.Recorded;
import cn.biaozhengtong.caorder.authority.register.Register;
import cn.biaozhengtong.crypto.Sm2KeyPair;
import cn.biaozhengtong.crypto.cert.Certificate;
import cn.biaozhengtong.crypto.cert.CertificateOrder;
import cn.biaozhengtong.crypto.cert.CertificateProfile;
import cn.biaozhengtong.crypto.cert.DistinguishedName;
import cn.biaozhengtong.crypto.cert.SerialNumber;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.UUID;
import org.springframework.transaction.support.TransactionTemplate;

/// Pairs issued by the real authority into the real store, without an order behind them.
final class StoredCertificates {
    private static final String USCC = "91210300MA00000015";

    private final Certificates certificates;
    static final UUID ENTERPRISE = new UUID(0, 2);

    private final Register register;
    private final TransactionTemplate transactions;

    StoredCertificates(
            Certificates certificates, Register register, TransactionTemplate transactions) {
        this.certificates = certificates;
        this.register = register;
        this.transactions = transactions;
    }

    /// The signing certificate of a new pair.
    Certificate pair(UUID account) {
        UUID order = UUID.randomUUID();
        one(account, order, CertificateProfile.subscriber_encryption);
        return one(account, order, CertificateProfile.subscriber_signing);
    }

    private Certificate one(UUID account, UUID order, CertificateProfile profile) {
        Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);
        CertificateOrder wanted =
                new CertificateOrder(
                        profile,
                        SerialNumber.random(),
                        DistinguishedName.of("鞍山测试有限公司", "P", "鞍山测试有限公司"),
                        Sm2KeyPair.generate().publicKey(),
                        now,
                        now.plus(Duration.ofDays(365)),
                        Optional.of(USCC));
        Recorded recorded =
                transactions.execute(status -> {
                    Recorded it = register.record(Purpose.subscriber, wanted);
                    certificates.reserve(
                            new Certificates.Holding(
                                    wanted.serial(),
                                    order,
                                    profile == CertificateProfile.subscriber_signing
                                            ? "signing"
                                            : "encryption",
                                    account,
                                    new UUID(0, 1),
                                    ENTERPRISE,
                                    USCC,
                                    "鞍山测试有限公司",
                                    "ANSTEEL"));
                    return it;
                });
        return register.sign(recorded);
    }
}
