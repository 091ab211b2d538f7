package cn.biaozhengtong.identity.push.provider.sandbox;

import cn.biaozhengtong.identity.push.PushSender;
import cn.biaozhengtong.kit.data.FieldCipher;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/// A push service of one table: what was pushed can be read back at `/sandbox/v1/push/{address}`.
/// Behind an address that begins with `gone` nobody is; one that begins with `busy` is refused.
@RestController
@ConditionalOnBooleanProperty("bzt.sandbox")
class SandboxPush implements PushSender {
    private final JdbcClient database;
    private final FieldCipher cipher;
    private final Clock clock;

    SandboxPush(JdbcClient database, FieldCipher cipher, Clock clock) {
        this.database = database;
        this.cipher = cipher;
        this.clock = clock;
    }

    record Arrived(String title, String link, Instant createdAt) {}

    @Override
    public boolean send(String address, String title, String link) {
        if (address.startsWith("busy")) {
            throw new IllegalStateException("busy");
        }
        if (address.startsWith("gone")) {
            return false;
        }
        database.sql(
                        "INSERT INTO sandbox_push (address, title, link, created_at) VALUES (?, ?, ?, ?)")
                .params(index(address), title, link, Timestamp.from(clock.instant()))
                .update();
        return true;
    }

    /// Newest first, at most ten.
    @GetMapping("/sandbox/v1/push/{address}")
    List<Arrived> inbox(@PathVariable String address) {
        return database.sql(
                        "SELECT title, link, created_at FROM sandbox_push WHERE address = ? ORDER BY id DESC LIMIT 10")
                .param(index(address))
                .query((row, n) ->
                        new Arrived(
                                row.getString(1),
                                row.getString(2),
                                row.getTimestamp(3).toInstant()))
                .list();
    }

    private String index(String address) {
        return cipher.blindIndex("sandbox-push", address);
    }
}
