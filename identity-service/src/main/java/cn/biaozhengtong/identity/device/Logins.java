package cn.biaozhengtong.identity.device;

import cn.biaozhengtong.crypto.SecretBytes;
import cn.biaozhengtong.identity.account.AccountAccess;
import cn.biaozhengtong.identity.account.PersonalData;
import cn.biaozhengtong.kit.data.FieldCipher;
import cn.biaozhengtong.kit.id.AccountId;
import cn.biaozhengtong.kit.id.DeviceId;
import cn.biaozhengtong.kit.id.Person;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/// The logins of devices (R7, R11): which refresh token of each is good, and which logins are over.
///
/// A login that ended never comes back, whoever refreshes it in that moment: beginning, renewing
/// and ending are guarded by the row, never by the time. Every end is told in the same transaction.
@Component
public class Logins implements PersonalData {
    /// As long as the token issuer lets a session live at most.
    private static final Duration LONGEST = Duration.ofDays(31);

    private static final String OPEN =
            "SELECT id FROM login WHERE account_id = ? AND ended_at IS NULL";

    private final JdbcClient database;
    private final AccountAccess access;
    private final FieldCipher cipher;
    private final ApplicationEventPublisher inside;
    private final Clock clock;

    Logins(
            JdbcClient database,
            AccountAccess access,
            FieldCipher cipher,
            ApplicationEventPublisher inside,
            Clock clock) {
        this.database = database;
        this.access = access;
        this.cipher = cipher;
        this.inside = inside;
        this.clock = clock;
    }

    /// One login as it stands.
    ///
    /// @param id the issuer's session, `sid` in its tokens
    /// @param salt 64 characters, goes into every refresh token of it
    /// @param generation number of the one refresh token that is good
    /// @param issuerToken the issuer's own refresh token; leaves this service only to the issuer
    public record Login(
            String id,
            AccountId account,
            DeviceId device,
            String salt,
            int generation,
            String issuerToken,
            Instant renewedAt,
            boolean isOver) {
        /// Without what is secret.
        @Override
        public String toString() {
            return "Login " + id;
        }
    }

    /// Within the transaction that ended logins.
    ///
    /// @param device null when all of the account ended
    public record Ended(AccountId account, @Nullable DeviceId device) {}

    /// How often logins of an account were ended for all who prove themselves anew, to be read
    /// before somebody proves that he may log in.
    public int epoch(AccountId account) {
        return access.epoch(account);
    }

    /// Keeps a new login, generation 1.
    ///
    /// @param epoch from before the proof
    /// @return empty when meanwhile all logins were ended, the account was frozen or deleted, or
    ///   the device was removed: nothing may be handed out
    @Transactional
    public Optional<Login> begin(Person who, String id, int epoch, String issuerToken) {
        AccountId account = who.account();
        DeviceId device = who.device();
        access.lock(account);
        boolean may =
                database.sql(
                                        """
                                        SELECT COUNT(*) FROM account a JOIN device d ON d.account_id = a.id
                                        WHERE a.id = ? AND d.id = ? AND a.state = 'active' AND a.login_epoch = ?\
                                        """)
                                .params(account.toString(), device.toString(), epoch)
                                .query(Integer.class)
                                .single()
                        == 1;
        if (!may) {
            return Optional.empty();
        }
        String salt = HexFormat.of().formatHex(SecretBytes.random(32).expose());
        Instant now = clock.instant();
        database.sql(
                        """
                        INSERT INTO login (id, account_id, device_id, salt, generation, issuer_token_sealed,
                            begun_at, renewed_at) VALUES (?, ?, ?, ?, 1, ?, ?, ?)\
                        """)
                .params(
                        id,
                        account.toString(),
                        device.toString(),
                        salt,
                        cipher.seal(issuerToken, binding(id)),
                        Timestamp.from(now),
                        Timestamp.from(now))
                .update();
        return Optional.of(new Login(id, account, device, salt, 1, issuerToken, now, false));
    }

    /// @return whether it is known; it is over too when its account is not open or its device gone
    public Optional<Login> find(String id) {
        return database.sql(
                        """
                        SELECT l.id, l.account_id, l.device_id, l.salt, l.generation, l.issuer_token_sealed,
                            l.renewed_at, l.ended_at IS NOT NULL OR d.id IS NULL OR a.state <> 'active'
                        FROM login l JOIN account a ON a.id = l.account_id
                        LEFT JOIN device d ON d.account_id = l.account_id AND d.id = l.device_id
                        WHERE l.id = ?\
                        """)
                .param(id)
                .query((row, n) ->
                        new Login(
                                row.getString(1),
                                AccountId.of(row.getString(2)),
                                DeviceId.of(row.getString(3)),
                                row.getString(4),
                                row.getInt(5),
                                cipher.open(row.getString(6), binding(row.getString(1))),
                                row.getTimestamp(7).toInstant(),
                                row.getBoolean(8)))
                .optional();
    }

    /// The next generation; true for one of many at once, and for none once the login ended.
    public boolean renew(Login login, String issuerToken) {
        return database.sql(
                                """
                                UPDATE login SET generation = generation + 1, renewed_at = ?, issuer_token_sealed = ?
                                WHERE id = ? AND generation = ? AND ended_at IS NULL\
                                """)
                        .params(
                                Timestamp.from(clock.instant()),
                                cipher.seal(issuerToken, binding(login.id())),
                                login.id(),
                                login.generation())
                        .update()
                == 1;
    }

    /// Repeating changes nothing.
    @Transactional
    public void end(Login login) {
        access.lock(login.account());
        end(login.account(), login.device(), List.of(login.id()));
    }

    /// Every login of one device, and whichever somebody is just being given.
    @Transactional
    public void endOf(AccountId account, DeviceId device) {
        access.lock(account);
        access.nextEpoch(account);
        end(
                account,
                device,
                database.sql(OPEN + " AND device_id = ?")
                        .params(account.toString(), device.toString())
                        .query(String.class)
                        .list());
    }

    /// Every login of the account, those too that somebody is just being given.
    @Transactional
    public void endAll(AccountId account) {
        access.lock(account);
        access.nextEpoch(account);
        end(account, null, database.sql(OPEN).param(account.toString()).query(String.class).list());
    }

    private void end(AccountId account, @Nullable DeviceId device, List<String> ids) {
        Timestamp now = Timestamp.from(clock.instant());
        List<String> ended =
                ids.stream()
                        .filter(id ->
                                database.sql(
                                                        "UPDATE login SET ended_at = ? WHERE id = ? AND ended_at IS NULL")
                                                .params(now, id)
                                                .update()
                                        == 1)
                        .toList();
        access.loggedOut(account, ended);
        inside.publishEvent(new Ended(account, device));
    }

    private static String binding(String id) {
        return "login.issuer_token:" + id;
    }

    @Scheduled(cron = "0 37 3 * * *", zone = "Asia/Shanghai")
    void letGo() {
        database.sql("DELETE FROM login WHERE renewed_at < ?")
                .param(Timestamp.from(clock.instant().minus(LONGEST)))
                .update();
    }

    @Override
    public String part() {
        return "logins";
    }

    record Begun(DeviceId device, Instant begunAt, Instant renewedAt) {}

    @Override
    public Object export(AccountId account) {
        return database.sql(
                        "SELECT device_id, begun_at, renewed_at FROM login WHERE account_id = ? ORDER BY begun_at")
                .param(account.toString())
                .query((row, n) ->
                        new Begun(
                                DeviceId.of(row.getString(1)),
                                row.getTimestamp(2).toInstant(),
                                row.getTimestamp(3).toInstant()))
                .list();
    }

    @Override
    public void erase(AccountId account) {
        database.sql("DELETE FROM login WHERE account_id = ?").param(account.toString()).update();
    }
}
