package cn.biaozhengtong.caorder.pair;

import cn.biaozhengtong.caorder.authority.register.Purpose;
import cn.biaozhengtong.caorder.authority.register.Register;
import cn.biaozhengtong.caorder.ordering.OrderId;
import cn.biaozhengtong.crypto.Sm2KeyPair;
import cn.biaozhengtong.crypto.cert.Certificate;
import cn.biaozhengtong.crypto.cert.CertificateOrder;
import cn.biaozhengtong.crypto.cert.CertificateProfile;
import cn.biaozhengtong.crypto.cert.DistinguishedName;
import cn.biaozhengtong.crypto.cert.SerialNumber;
import cn.biaozhengtong.kit.id.AccountId;
import cn.biaozhengtong.kit.id.DeviceId;
import cn.biaozhengtong.kit.id.EnterpriseId;
import cn.biaozhengtong.kit.id.Person;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.springframework.transaction.support.TransactionTemplate;

/// Pairs issued by the real authority into the real store, without an order behind them.
final class StoredCertificates {
    private static final String USCC = "91210300MA00000015";

    static final EnterpriseId ENTERPRISE = new EnterpriseId(new UUID(0, 2));

    private final Pairs pairs;
    private final Register register;
    private final TransactionTemplate transactions;

    StoredCertificates(Pairs pairs, Register register, TransactionTemplate transactions) {
        this.pairs = pairs;
        this.register = register;
        this.transactions = transactions;
    }

    /// The signing certificate of a new pair.
    Certificate pair(AccountId account) {
        Person holder = new Person(account, new DeviceId(new UUID(0, 1)));
        CertificateOrder encryption = order(CertificateProfile.subscriber_encryption);
        CertificateOrder signing = order(CertificateProfile.subscriber_signing);
        transactions.executeWithoutResult(status -> {
            register.record(Purpose.subscriber, encryption);
            register.record(Purpose.subscriber, signing);
            pairs.reserve(
                    pairs.keyed(holder, PairOrigin.order(OrderId.random())),
                    new Holder(ENTERPRISE, USCC, "鞍山测试有限公司", "ANSTEEL"),
                    Set.of(),
                    new CertificatePair.Serials(signing.serial(), encryption.serial(), null));
        });
        register.sign(register.recorded(encryption.serial()));
        return register.sign(register.recorded(signing.serial()));
    }

    private static CertificateOrder order(CertificateProfile profile) {
        Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);
        return new CertificateOrder(
                profile,
                SerialNumber.random(),
                DistinguishedName.of("鞍山测试有限公司", "P", "鞍山测试有限公司"),
                Sm2KeyPair.generate().publicKey(),
                now,
                now.plus(Duration.ofDays(365)),
                Optional.of(USCC));
    }
}
