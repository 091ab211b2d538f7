package cn.biaozhengtong.identity.device;

import cn.biaozhengtong.identity.account.PersonalData;
import cn.biaozhengtong.kit.device.DeviceKey;
import cn.biaozhengtong.kit.id.AccountId;
import cn.biaozhengtong.kit.id.DeviceId;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/// Which devices logged in to an account, and when last (R11).
@Component
public class Devices implements PersonalData {
    private final JdbcClient database;
    private final Logins logins;
    private final Clock clock;

    Devices(JdbcClient database, Logins logins, Clock clock) {
        this.database = database;
        this.logins = logins;
        this.clock = clock;
    }

    public record Device(DeviceId id, String name, Instant createdAt, Instant lastSeenAt) {}

    /// Enrols a key that is new to the account; a device is its key, so one with another key is
    /// another device, whatever it calls itself.
    ///
    /// @return whether the account had others and this one is new: they are to be told
    public boolean seen(AccountId account, DeviceKey key, String name) {
        DeviceId device = new DeviceId(key.id());
        Timestamp now = Timestamp.from(clock.instant());
        int known =
                database.sql(
                                "UPDATE device SET last_seen_at = ? WHERE account_id = ? AND id = ? AND device_key = ?")
                        .params(now, account.toString(), device.toString(), key.thumbprint())
                        .update();
        if (known == 0) {
            try {
                database.sql(
                                """
                                INSERT INTO device (id, account_id, device_key, name, created_at, last_seen_at)
                                VALUES (?, ?, ?, ?, ?, ?)\
                                """)
                        .params(
                                device.toString(),
                                account.toString(),
                                key.thumbprint(),
                                name,
                                now,
                                now)
                        .update();
            } catch (DuplicateKeyException e) {
                // The same device logged in twice at once; one row is right.
                return false;
            }
            return of(account).size() > 1;
        }
        return false;
    }

    public boolean belongs(AccountId account, DeviceId device) {
        return database.sql("SELECT COUNT(*) FROM device WHERE account_id = ? AND id = ?")
                        .params(account.toString(), device.toString())
                        .query(Integer.class)
                        .single()
                == 1;
    }

    public void rename(AccountId account, DeviceId device, String name) {
        mustBeOne(
                database.sql("UPDATE device SET name = ? WHERE account_id = ? AND id = ?")
                        .params(name, account.toString(), device.toString())
                        .update());
    }

    /// Its login is renewed no more, and its token counts no more; logging in on it again brings it
    /// back.
    @Transactional
    public void remove(AccountId account, DeviceId device) {
        logins.endOf(account, device);
        mustBeOne(
                database.sql("DELETE FROM device WHERE account_id = ? AND id = ?")
                        .params(account.toString(), device.toString())
                        .update());
    }

    private static void mustBeOne(int rows) {
        if (rows != 1) {
            throw DeviceProblem.device_unknown.exception();
        }
    }

    public List<Device> of(AccountId account) {
        return database.sql(
                        "SELECT id, name, created_at, last_seen_at FROM device WHERE account_id = ? ORDER BY created_at")
                .param(account.toString())
                .query((row, n) ->
                        new Device(
                                DeviceId.of(row.getString(1)),
                                row.getString(2),
                                row.getTimestamp(3).toInstant(),
                                row.getTimestamp(4).toInstant()))
                .list();
    }

    @Override
    public String part() {
        return "devices";
    }

    @Override
    public Object export(AccountId account) {
        return of(account);
    }

    @Override
    public void erase(AccountId account) {
        database.sql("DELETE FROM device WHERE account_id = ?").param(account.toString()).update();
    }
}
