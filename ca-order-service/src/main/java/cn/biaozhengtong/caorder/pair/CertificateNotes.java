package cn.biaozhengtong.caorder.pair;

import cn.biaozhengtong.crypto.cert.SerialNumber;
import cn.biaozhengtong.kit.id.AccountId;
import java.sql.Timestamp;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/// What is noted beside a certificate: its holder's tag (标签), how its self-test ended.
@Component
public class CertificateNotes {
    private final JdbcClient database;
    private final Clock clock;

    CertificateNotes(JdbcClient database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    /// The holders' words for certificates of an account, by serial.
    public Map<SerialNumber, String> tags(AccountId account) {
        Map<SerialNumber, String> out = new HashMap<>();
        database.sql("SELECT serial, tag FROM certificate WHERE account_id = ? AND tag <> ''")
                .param(account.toString())
                .query((row, n) -> out.put(new SerialNumber(row.getString(1)), row.getString(2)))
                .list();
        return out;
    }

    /// False when the account has no such certificate.
    public boolean tag(AccountId account, SerialNumber serial, String tag) {
        return database.sql(
                                "UPDATE certificate SET tag = ?, version = version + 1 WHERE serial = ? AND account_id = ? AND key_usage = 'signing'")
                        .params(tag, serial.hex(), account.toString())
                        .update()
                == 1;
    }

    @Transactional(propagation = Propagation.MANDATORY)
    public void selfTested(SerialNumber serial, boolean passed) {
        database.sql(
                        "UPDATE certificate SET self_test = ?, self_tested_at = ?, version = version + 1 WHERE serial = ?")
                .params(passed ? "passed" : "failed", Timestamp.from(clock.instant()), serial.hex())
                .update();
    }
}
