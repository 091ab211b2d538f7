package cn.biaozhengtong.identity.deletion;

import cn.biaozhengtong.identity.account.Accounts;
import cn.biaozhengtong.kit.audit.AuditLog;
import cn.biaozhengtong.kit.data.FieldCipher;
import cn.biaozhengtong.kit.id.AccountId;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.time.Period;
import java.time.ZoneOffset;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/// Who held certificates, for five years past the last expiry (Electronic Signature Law art. 24);
/// sealed, and removed afterwards.
@Component
class KeptEvidence {
    private static final Period AFTER_EXPIRY = Period.ofYears(5);

    private final JdbcClient database;
    private final FieldCipher cipher;
    private final AuditLog audit;
    private final Clock clock;

    KeptEvidence(JdbcClient database, FieldCipher cipher, AuditLog audit, Clock clock) {
        this.database = database;
        this.cipher = cipher;
        this.audit = audit;
        this.clock = clock;
    }

    @Transactional(propagation = Propagation.MANDATORY)
    void keep(AccountId account, Accounts.Person person, Instant lastExpiry) {
        Instant until = lastExpiry.atOffset(ZoneOffset.UTC).plus(AFTER_EXPIRY).toInstant();
        database.sql(
                        """
                        INSERT INTO kept_evidence (account_id, name_sealed, id_number_sealed, deleted_at, keep_until)
                        VALUES (?, ?, ?, ?, ?)\
                        """)
                .params(
                        account.toString(),
                        cipher.seal(person.name(), "kept_evidence.name:" + account),
                        cipher.seal(person.idNumber().value(), "kept_evidence.id:" + account),
                        Timestamp.from(clock.instant()),
                        Timestamp.from(until))
                .update();
    }

    @Scheduled(cron = "0 17 3 * * *", zone = "Asia/Shanghai")
    @Transactional
    void letGo() {
        int gone =
                database.sql("DELETE FROM kept_evidence WHERE keep_until < ?")
                        .param(Timestamp.from(clock.instant()))
                        .update();
        if (gone > 0) {
            audit.record("identity-service", "evidence.removed", "kept_evidence", gone + " rows");
        }
    }
}
