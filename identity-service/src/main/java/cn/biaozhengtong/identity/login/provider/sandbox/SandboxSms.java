package cn.biaozhengtong.identity.login.provider.sandbox;

import cn.biaozhengtong.identity.account.PhoneNumber;
import cn.biaozhengtong.identity.login.SmsSender;
import cn.biaozhengtong.identity.login.Text;
import cn.biaozhengtong.kit.data.FieldCipher;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/// A telephone network of one table: what was sent can be read back at `/sandbox/v1/sms/{phone}`.
@RestController
@ConditionalOnBooleanProperty("bzt.sandbox")
@ConditionalOnProperty(name = "bzt.providers.sms", havingValue = "sandbox")
class SandboxSms implements SmsSender {
    private final JdbcClient database;
    private final FieldCipher cipher;
    private final Clock clock;

    SandboxSms(JdbcClient database, FieldCipher cipher, Clock clock) {
        this.database = database;
        this.cipher = cipher;
        this.clock = clock;
    }

    record Arrived(String text, Instant createdAt) {}

    @Override
    public void hand(PhoneNumber to, Text text) {
        database.sql("INSERT INTO sandbox_sms (phone, text, created_at) VALUES (?, ?, ?)")
                .params(index(to), text.filled(), Timestamp.from(clock.instant()))
                .update();
    }

    /// Newest first, at most ten.
    @GetMapping("/sandbox/v1/sms/{phone}")
    List<Arrived> inbox(@PathVariable String phone) {
        return database.sql(
                        "SELECT text, created_at FROM sandbox_sms WHERE phone = ? ORDER BY id DESC LIMIT 10")
                .param(index(PhoneNumber.parse(phone)))
                .query((row, n) -> new Arrived(row.getString(1), row.getTimestamp(2).toInstant()))
                .list();
    }

    private String index(PhoneNumber phone) {
        return cipher.blindIndex("sandbox-sms", phone.digits());
    }
}
