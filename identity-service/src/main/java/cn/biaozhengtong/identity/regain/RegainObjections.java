package cn.biaozhengtong.identity.regain;

import cn.biaozhengtong.identity.device.Devices;
import cn.biaozhengtong.kit.id.AccountId;
import cn.biaozhengtong.kit.id.Person;
import java.sql.Timestamp;
import java.time.Clock;
import java.util.List;
import java.util.UUID;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/// Stored objections, one of a device against an attempt.
@Component
class RegainObjections {
    /// Of devices that logged in after the attempt began.
    private static final int KEPT_OF_OTHERS = 5;

    private final JdbcClient database;
    private final Devices devices;
    private final Clock clock;

    RegainObjections(JdbcClient database, Devices devices, Clock clock) {
        this.database = database;
        this.devices = devices;
        this.clock = clock;
    }

    /// What an objection adds to those before it.
    enum Weight {
        counts,
        /// Of one more device that logged in after the attempt began: whoever has the old SIM card
        /// has as many as he likes.
        noted,
        /// Nothing.
        repeated
    }

    /// The attempt's row is locked.
    @Transactional(propagation = Propagation.MANDATORY)
    Weight add(Person who, Regain it, String why) {
        Devices.Device known =
                devices.of(who.account()).stream()
                        .filter(each -> each.id().equals(who.device()))
                        .findFirst()
                        .orElseThrow(RegainProblem.regain_unknown::exception);
        boolean fromBefore = known.createdAt().isBefore(it.createdAt());
        List<ContestRegain.Objection> others = of(it.getId());
        long later = others.stream().filter(other -> !other.fromBefore()).count();
        boolean first = fromBefore || later == 0;
        if (!fromBefore && later >= KEPT_OF_OTHERS) {
            // In the audit log alone.
            return Weight.noted;
        }
        try {
            database.sql(
                            """
                            INSERT INTO regain_objection
                                (regain_id, device_id, device, from_before, reason, made_at)
                            VALUES (?, ?, ?, ?, ?, ?)\
                            """)
                    .params(
                            it.getId().toString(),
                            who.device().toString(),
                            known.name(),
                            fromBefore,
                            why,
                            Timestamp.from(clock.instant()))
                    .update();
        } catch (DuplicateKeyException e) {
            return Weight.repeated;
        }
        return first ? Weight.counts : Weight.noted;
    }

    /// The oldest first.
    List<ContestRegain.Objection> of(UUID regain) {
        return database.sql(
                        """
                        SELECT device, from_before, reason, made_at FROM regain_objection
                        WHERE regain_id = ? ORDER BY made_at, device_id\
                        """)
                .param(regain.toString())
                .query((row, n) ->
                        new ContestRegain.Objection(
                                row.getString("device"),
                                row.getBoolean("from_before"),
                                row.getString("reason"),
                                row.getTimestamp("made_at").toInstant()))
                .list();
    }

    /// How many of them count, see [Weight].
    static int counted(List<ContestRegain.Objection> all) {
        int before = (int) all.stream().filter(ContestRegain.Objection::fromBefore).count();
        return before == all.size() ? before : before + 1;
    }

    void forget(AccountId account) {
        database.sql(
                        "DELETE o FROM regain_objection o JOIN regain r ON r.id = o.regain_id WHERE r.account_id = ?")
                .param(account.toString())
                .update();
    }

    /// Of attempts that are forgotten.
    void forgetOrphans() {
        database.sql(
                        "DELETE o FROM regain_objection o LEFT JOIN regain r ON r.id = o.regain_id WHERE r.id IS NULL")
                .update();
    }
}
