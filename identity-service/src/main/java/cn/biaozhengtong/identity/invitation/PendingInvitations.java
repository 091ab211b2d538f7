package cn.biaozhengtong.identity.invitation;

import cn.biaozhengtong.identity.account.PhoneNumber;
import cn.biaozhengtong.kit.data.FieldCipher;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/// Invitations to numbers without an account, for a week.
@Component
class PendingInvitations {
    private static final Duration LIFE = Duration.ofDays(7);

    private final JdbcClient database;
    private final FieldCipher cipher;
    private final Clock clock;

    PendingInvitations(JdbcClient database, FieldCipher cipher, Clock clock) {
        this.database = database;
        this.cipher = cipher;
        this.clock = clock;
    }

    record Pending(String enterprise, String token) {}

    @Transactional(propagation = Propagation.MANDATORY)
    void add(PhoneNumber phone, String enterprise, String token) {
        database.sql(
                        """
                        INSERT INTO pending_invitation (phone_index, enterprise_name, token_sealed, created_at)
                        VALUES (?, ?, ?, ?)\
                        """)
                .params(
                        index(phone),
                        enterprise,
                        cipher.seal(token, "pending_invitation"),
                        Timestamp.from(clock.instant()))
                .update();
    }

    /// Those of the number, which are gone then.
    @Transactional(propagation = Propagation.MANDATORY)
    List<Pending> take(PhoneNumber phone) {
        List<Pending> all =
                database.sql(
                                """
                                SELECT enterprise_name, token_sealed FROM pending_invitation
                                WHERE phone_index = ? AND created_at > ? ORDER BY id\
                                """)
                        .params(index(phone), Timestamp.from(clock.instant().minus(LIFE)))
                        .query((row, n) ->
                                new Pending(
                                        row.getString(1),
                                        cipher.open(row.getString(2), "pending_invitation")))
                        .list();
        database.sql("DELETE FROM pending_invitation WHERE phone_index = ?")
                .param(index(phone))
                .update();
        return all;
    }

    @Scheduled(cron = "0 41 3 * * *", zone = "Asia/Shanghai")
    void letGo() {
        database.sql("DELETE FROM pending_invitation WHERE created_at < ?")
                .param(Timestamp.from(clock.instant().minus(LIFE)))
                .update();
    }

    private String index(PhoneNumber phone) {
        return cipher.blindIndex("phone", phone.digits());
    }
}
