package cn.biaozhengtong.caorder.recovery;

import cn.biaozhengtong.kit.id.DeviceId;
import cn.biaozhengtong.kit.id.Person;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/// Stored objections, and what operators said.
@Component
class RecoveryContests {
    /// Operators who have to say the same.
    private static final int AGREE = 2;

    private static final String WAITING =
            """
            SELECT r.id FROM recovery r WHERE r.started_at > ?
                AND (r.state = 'contested' OR r.state = 'proved'
                    AND EXISTS (SELECT 1 %s)
                    AND (SELECT COUNT(*) FROM recovery_decision d WHERE d.recovery_id = r.id
                        AND d.contest_round = r.contest_round AND d.goes_on) < %d)\
            """
                    .formatted(RecoveryPast.OBJECTIONS, AGREE);

    private final JdbcClient database;
    private final Recoveries recoveries;

    RecoveryContests(JdbcClient database, Recoveries recoveries) {
        this.database = database;
        this.recoveries = recoveries;
    }

    /// A recovery as another device of the account sees it; one that is not proved looks absent.
    Recoveries.Recovery against(Person person, UUID id) {
        Recoveries.Recovery it =
                recoveries
                        .find(id)
                        .filter(found -> found.accountId().equals(person.account()))
                        .orElseThrow(RecoveryProblem.recovery_unknown::exception);
        if (it.deviceId().equals(person.device())) {
            throw RecoveryProblem.recovery_own.exception();
        }
        if (it.state() == RecoveryState.awaiting_proof) {
            throw RecoveryProblem.recovery_unknown.exception();
        }
        return it;
    }

    /// With every other one of its certificate.
    @Transactional(propagation = Propagation.MANDATORY)
    Recoveries.Recovery lock(Recoveries.Recovery it) {
        return recoveries.lock(it.oldSerial()).stream()
                .filter(each -> each.id().equals(it.id()))
                .findFirst()
                .orElseThrow();
    }

    /// @return false when this device has objected before
    @Transactional(propagation = Propagation.MANDATORY)
    boolean object(Recoveries.Recovery it, DeviceId device, Instant now) {
        try {
            database.sql(
                            "INSERT INTO recovery_objection (recovery_id, device_id, made_at) VALUES (?, ?, ?)")
                    .params(it.id().toString(), device.toString(), Timestamp.from(now))
                    .update();
            return true;
        } catch (DuplicateKeyException e) {
            return false;
        }
    }

    /// What waits for operators, the oldest first: contested, or objected to and going on.
    List<UUID> waiting(Instant since) {
        return database
                .sql(WAITING + " ORDER BY r.proved_at, r.id LIMIT 200")
                .params(Timestamp.from(since), Timestamp.from(since))
                .query(String.class)
                .list()
                .stream()
                .map(UUID::fromString)
                .toList();
    }

    /// However many others do.
    boolean waits(UUID recovery, Instant since) {
        return database.sql(WAITING + " AND r.id = ?")
                .params(Timestamp.from(since), Timestamp.from(since), recovery.toString())
                .query(String.class)
                .optional()
                .isPresent();
    }

    @Transactional(propagation = Propagation.MANDATORY)
    void decide(
            Recoveries.Recovery it, String operator, boolean goesOn, String reason, Instant now) {
        try {
            database.sql(
                            """
                            INSERT INTO recovery_decision (recovery_id, contest_round, operator, goes_on, reason,
                                decided_at) VALUES (?, ?, ?, ?, ?, ?)\
                            """)
                    .params(
                            it.id().toString(),
                            it.round(),
                            operator,
                            goesOn,
                            reason,
                            Timestamp.from(now))
                    .update();
        } catch (DuplicateKeyException e) {
            throw RecoveryProblem.decided_already.exception();
        }
    }

    /// How many operators said so in the recovery's round.
    int agreed(Recoveries.Recovery it, boolean goesOn) {
        return database.sql(
                        """
                        SELECT COUNT(*) FROM recovery_decision
                        WHERE recovery_id = ? AND contest_round = ? AND goes_on = ?\
                        """)
                .params(it.id().toString(), it.round(), goesOn)
                .query(Integer.class)
                .single();
    }

    boolean isAgreed(Recoveries.Recovery it, boolean goesOn) {
        return agreed(it, goesOn) >= AGREE;
    }
}
