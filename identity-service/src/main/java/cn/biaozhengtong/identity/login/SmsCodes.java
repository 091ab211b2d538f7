package cn.biaozhengtong.identity.login;

import cn.biaozhengtong.identity.account.AccountAccess;
import cn.biaozhengtong.identity.account.PhoneNumber;
import cn.biaozhengtong.identity.device.Logins;
import cn.biaozhengtong.kit.data.FieldCipher;
import cn.biaozhengtong.kit.id.DeviceId;
import java.security.SecureRandom;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/// One-time codes: one open code per canonical number, counted before judged (P14).
@Component
class SmsCodes {
    static final Duration LIFE = Duration.ofMinutes(5);
    private static final Duration BETWEEN = Duration.ofSeconds(60);
    private static final int PER_DAY = 10;
    private static final int ATTEMPTS = 5;
    private static final SecureRandom RANDOM = new SecureRandom();

    private final JdbcClient database;
    private final AccountAccess access;
    private final FieldCipher cipher;
    private final Clock clock;

    SmsCodes(JdbcClient database, AccountAccess access, FieldCipher cipher, Clock clock) {
        this.database = database;
        this.access = access;
        this.cipher = cipher;
        this.clock = clock;
    }

    private record Row(Instant sentAt, int sentToday, java.time.LocalDate day) {}

    /// A fresh code that replaces the last one, or a refusal when the number's budget is spent.
    @Transactional
    String next(PhoneNumber phone, CodePurpose purpose) {
        String index = index(phone);
        Instant now = clock.instant();
        java.time.LocalDate today = SmsBudget.day(now);
        Optional<Row> last =
                database.sql(
                                "SELECT sent_at, sent_today, day FROM login_code WHERE phone_index = ? FOR UPDATE")
                        .param(index)
                        .query((row, n) ->
                                new Row(
                                        row.getTimestamp(1).toInstant(),
                                        row.getInt(2),
                                        row.getDate(3).toLocalDate()))
                        .optional();
        int sent = last.filter(r -> r.day().equals(today)).map(Row::sentToday).orElse(0);
        boolean soon = last.map(r -> r.sentAt().plus(BETWEEN).isAfter(now)).orElse(false);
        if (soon || sent >= PER_DAY) {
            throw LoginProblem.code_too_soon.exception();
        }
        String code = "%06d".formatted(RANDOM.nextInt(1_000_000));
        database.sql(last.isPresent() ? UPDATE : INSERT)
                .params(
                        hash(index, purpose, code),
                        Timestamp.from(now),
                        Timestamp.from(now.plus(LIFE)),
                        sent + 1,
                        java.sql.Date.valueOf(today),
                        index)
                .update();
        return code;
    }

    private static final String UPDATE =
            """
            UPDATE login_code SET code_hash = ?, sent_at = ?, expires_at = ?, sent_today = ?, day = ?,
                attempts = 0, used = FALSE, used_by = NULL WHERE phone_index = ?\
            """;
    private static final String INSERT =
            """
            INSERT INTO login_code (code_hash, sent_at, expires_at, sent_today, day, phone_index,
                attempts, used) VALUES (?, ?, ?, ?, ?, ?, 0, FALSE)\
            """;

    /// The last code surely did not go out: another may be asked for at once, it was none of the
    /// day's, and nobody gets in by guessing it.
    void notSent(PhoneNumber phone) {
        database.sql(
                        "UPDATE login_code SET sent_at = ?, sent_today = sent_today - 1, used = TRUE, used_by = NULL WHERE phone_index = ? AND sent_today > 0")
                .params(Timestamp.from(clock.instant().minus(BETWEEN)), index(phone))
                .update();
    }

    /// Counts the attempt and commits; only a counted attempt is judged.
    ///
    /// A right code is used up by the device that showed it, which may show it again while it
    /// lives: else an answer that was lost, or an issuer of tokens that was away for a moment,
    /// would leave the user with a code that is suddenly wrong.
    ///
    /// @param device that shows it; null when it says none, and the code is good once
    boolean judge(PhoneNumber phone, CodePurpose purpose, String code, @Nullable DeviceId device) {
        String index = index(phone);
        String hash = hash(index, purpose, code);
        String shower = device == null ? "" : shower(device);
        if (device != null && wasShownBy(index, hash, shower)) {
            return true;
        }
        int counted =
                database.sql(
                                """
                                UPDATE login_code SET attempts = attempts + 1
                                WHERE phone_index = ? AND attempts < ? AND used = FALSE AND expires_at > ?\
                                """)
                        .params(index, ATTEMPTS, Timestamp.from(clock.instant()))
                        .update();
        if (counted == 0) {
            return false;
        }
        // The used flag is the gate: of two right answers at once, one wins.
        return database.sql(
                                "UPDATE login_code SET used = TRUE, used_by = ? WHERE phone_index = ? AND code_hash = ? AND used = FALSE")
                        .params(shower, index, hash)
                        .update()
                == 1;
    }

    private boolean wasShownBy(String index, String hash, String shower) {
        return database.sql(
                                """
                                SELECT COUNT(*) FROM login_code
                                WHERE phone_index = ? AND code_hash = ? AND used = TRUE AND used_by = ? AND expires_at > ?\
                                """)
                        .params(index, hash, shower, Timestamp.from(clock.instant()))
                        .query(Integer.class)
                        .single()
                == 1;
    }

    /// A code that opened a login opens none any more once that login ended: whoever was sent away
    /// does not come back by it.
    @EventListener
    void ended(Logins.Ended logins) {
        access.phoneIndex(logins.account()).ifPresent(phone -> spend(phone, logins.device()));
    }

    private void spend(String phone, @Nullable DeviceId device) {
        String number =
                "UPDATE login_code SET used_by = NULL WHERE used = TRUE AND phone_index = ?";
        if (device == null) {
            database.sql(number).param(phone).update();
        } else {
            database.sql(number + " AND used_by = ?").params(phone, shower(device)).update();
        }
    }

    private String shower(DeviceId device) {
        return cipher.blindIndex("code-device", device.toString());
    }

    /// Numbers that asked for nothing lately are not remembered, not even blindly.
    @Scheduled(cron = "0 23 3 * * *", zone = "Asia/Shanghai")
    void letGo() {
        database.sql("DELETE FROM login_code WHERE sent_at < ?")
                .param(Timestamp.from(clock.instant().minus(Duration.ofDays(2))))
                .update();
    }

    private String index(PhoneNumber phone) {
        return cipher.blindIndex("phone", phone.digits());
    }

    private String hash(String index, CodePurpose purpose, String code) {
        String kind = purpose == CodePurpose.log_in ? "login-code" : "code:" + purpose;
        return cipher.blindIndex(kind, index + code);
    }
}
