package cn.biaozhengtong.identity.login;

import cn.biaozhengtong.identity.account.Accounts;
import cn.biaozhengtong.identity.account.PhoneNumber;
import cn.biaozhengtong.identity.device.Devices;
import cn.biaozhengtong.kit.data.FieldCipher;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// One counter over all ways in: five guesses in half an hour, each counted and committed before it
/// is judged (P14).
///
/// Whoever guesses on a device that never belonged to the account uses up the strangers' five; the
/// owner's devices have five each of their own, so nobody locks a bidder out of the phone in his
/// hand. A device's id is random and known to that device and us.
@Component
class Guesses {
    static final int ALLOWED = 5;
    private static final Duration WINDOW = Duration.ofMinutes(30);

    private final JdbcClient database;
    private final Accounts accounts;
    private final Devices devices;
    private final FieldCipher cipher;
    private final Clock clock;

    Guesses(
            JdbcClient database,
            Accounts accounts,
            Devices devices,
            FieldCipher cipher,
            Clock clock) {
        this.database = database;
        this.accounts = accounts;
        this.devices = devices;
        this.cipher = cipher;
        this.clock = clock;
    }

    /// Counts one; only who returns from here may judge.
    ///
    /// @param device that the guess comes from; null when it says none
    void count(PhoneNumber phone, @Nullable UUID device) {
        countOn(subject(phone, device));
    }

    /// Counts one of a device, where no number is known yet.
    void count(UUID device) {
        countOn(cipher.blindIndex("guess-device", device.toString()));
    }

    /// A right one: the counter begins anew.
    void right(PhoneNumber phone, @Nullable UUID device) {
        database.sql("DELETE FROM guess WHERE subject = ?").param(subject(phone, device)).update();
    }

    void right(UUID device) {
        database.sql("DELETE FROM guess WHERE subject = ?")
                .param(cipher.blindIndex("guess-device", device.toString()))
                .update();
    }

    private void countOn(String subject) {
        Timestamp now = Timestamp.from(clock.instant());
        Timestamp end = Timestamp.from(clock.instant().plus(WINDOW));
        int counted =
                database.sql(
                                """
                                UPDATE guess SET used = used + 1
                                WHERE subject = ? AND used < ? AND ends_at > ?\
                                """)
                        .params(subject, ALLOWED, now)
                        .update();
        if (counted == 1 || begins(subject, now, end)) {
            return;
        }
        throw LoginProblem.too_many_guesses.exception();
    }

    /// The first of a window. Of many at once one begins it; the others count on it.
    private boolean begins(String subject, Timestamp now, Timestamp end) {
        int renewed =
                database.sql(
                                "UPDATE guess SET used = 1, ends_at = ? WHERE subject = ? AND ends_at <= ?")
                        .params(end, subject, now)
                        .update();
        if (renewed == 1) {
            return true;
        }
        try {
            database.sql("INSERT INTO guess (subject, used, ends_at) VALUES (?, 1, ?)")
                    .params(subject, end)
                    .update();
            return true;
        } catch (DuplicateKeyException e) {
            return database.sql(
                                    """
                                    UPDATE guess SET used = used + 1
                                    WHERE subject = ? AND used < ? AND ends_at > ?\
                                    """)
                            .params(subject, ALLOWED, now)
                            .update()
                    == 1;
        }
    }

    private String subject(PhoneNumber phone, @Nullable UUID device) {
        boolean own =
                device != null
                        && accounts.find(phone)
                                .filter(account -> devices.belongs(account, device))
                                .isPresent();
        return cipher.blindIndex("guess", phone.digits() + (own ? "/" + device : ""));
    }
}
