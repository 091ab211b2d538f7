package cn.biaozhengtong.caorder.recovery;

import cn.biaozhengtong.caorder.pair.Certificates;
import cn.biaozhengtong.caorder.pair.Pairs;
import cn.biaozhengtong.crypto.cert.SerialNumber;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// Which encryption keys lie in one store of a phone, with the signing key of a pair: one key lies
/// in one store. An order's pair has its own; a recovery brought several, those from before
/// renewals with it; what a later recovery took with it lies here no more.
@Component
public class PairKeys {
    private final JdbcClient database;
    private final Pairs pairs;
    private final Certificates certificates;

    PairKeys(JdbcClient database, Pairs pairs, Certificates certificates) {
        this.database = database;
        this.pairs = pairs;
        this.certificates = certificates;
    }

    /// In the order in which they came, the pair's own first.
    public List<SerialNumber> of(Certificates.Stored signing) {
        UUID recovery = pairs.get(signing.pairId()).origin().id();
        List<SerialNumber> brought =
                database.sql(
                                """
                                SELECT k.serial FROM recovery_key k WHERE k.recovery_id = ?
                                ORDER BY k.position\
                                """)
                        .param(recovery.toString())
                        .query((row, n) -> new SerialNumber(row.getString(1)))
                        .list();
        List<SerialNumber> candidates = new ArrayList<>(brought);
        if (brought.isEmpty()) {
            certificates.pair(signing.pairId()).stream()
                    .filter(Certificates.Stored::isEncryption)
                    .map(Certificates.Stored::serial)
                    .forEach(candidates::add);
        }
        candidates.removeIf(it -> !liesWith(recovery, signing, it));
        return candidates;
    }

    private boolean liesWith(UUID recovery, Certificates.Stored signing, SerialNumber key) {
        boolean here =
                certificates
                        .find(key)
                        .filter(it -> it.deviceId().equals(signing.deviceId()))
                        .filter(it -> it.accountId().equals(signing.accountId()))
                        .isPresent();
        return here && lastRecovery(key).map(recovery::equals).orElse(true);
    }

    /// The one that took the key last, of those in effect.
    Optional<UUID> lastRecovery(SerialNumber key) {
        return database.sql(
                        """
                        SELECT r.id FROM recovery r JOIN recovery_key k ON k.recovery_id = r.id
                        WHERE k.serial = ? AND r.issued_at IS NOT NULL ORDER BY r.issued_at DESC LIMIT 1\
                        """)
                .param(key.hex())
                .query((row, n) -> UUID.fromString(row.getString(1)))
                .optional();
    }
}
