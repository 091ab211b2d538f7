package cn.biaozhengtong.caorder.recovery;

import cn.biaozhengtong.caorder.standing.IdentityDesk.Proof;
import cn.biaozhengtong.crypto.cert.SerialNumber;
import cn.biaozhengtong.kit.id.AccountId;
import cn.biaozhengtong.kit.id.DeviceId;
import cn.biaozhengtong.kit.id.Person;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/// Stored recoveries.
@Component
public class Recoveries {
    private static final String SELECT =
            "SELECT id, account_id, device_id, old_serial, started_at, state, proof, proved_at, login, contest_round FROM recovery";

    private final JdbcClient database;

    Recoveries(JdbcClient database) {
        this.database = database;
    }

    /// @param proof with what the identity was proved for it; null while it is an intention
    /// @param login in which it was proved; null too when a version before took the proof
    /// @param round of the contest, in which operators' votes count
    /// @param keys encryption certificates whose keys it brings; the pair's own first
    public record Recovery(
            UUID id,
            AccountId accountId,
            DeviceId deviceId,
            SerialNumber oldSerial,
            Instant startedAt,
            RecoveryState state,
            @Nullable Proof proof,
            @Nullable Instant provedAt,
            @Nullable String login,
            int round,
            List<SerialNumber> keys) {
        /// An intention; nobody proved anything for it.
        static Recovery intended(
                Person person, SerialNumber serial, Instant now, List<SerialNumber> keys) {
            return new Recovery(
                    UUID.randomUUID(),
                    person.account(),
                    person.device(),
                    serial,
                    now,
                    RecoveryState.awaiting_proof,
                    null,
                    null,
                    null,
                    1,
                    keys);
        }

        Person person() {
            return new Person(accountId, deviceId);
        }

        public boolean issued() {
            return state == RecoveryState.issued;
        }

        /// Whether what was proved for it was proved in this login.
        boolean isIn(String asking) {
            return login == null || login.equals(asking);
        }

        boolean isWeakerThan(Proof other) {
            return proof == null || proof.compareTo(other) < 0;
        }
    }

    @Transactional(propagation = Propagation.MANDATORY)
    public void add(Recovery it) {
        database.sql(
                        "INSERT INTO recovery (id, account_id, device_id, old_serial, started_at) VALUES (?, ?, ?, ?, ?)")
                .params(
                        it.id().toString(),
                        it.accountId().toString(),
                        it.deviceId().toString(),
                        it.oldSerial().hex(),
                        Timestamp.from(it.startedAt()))
                .update();
        for (int i = 0; i < it.keys().size(); i++) {
            database.sql(
                            "INSERT INTO recovery_key (recovery_id, position, serial) VALUES (?, ?, ?)")
                    .params(it.id().toString(), i, it.keys().get(i).hex())
                    .update();
        }
    }

    /// Absent and foreign look the same; another device's too.
    Recovery of(Person person, UUID id) {
        return find(id).filter(it -> it.person().equals(person))
                .orElseThrow(RecoveryProblem.recovery_unknown::exception);
    }

    Optional<Recovery> find(UUID id) {
        return database.sql(SELECT + " WHERE id = ?")
                .param(id.toString())
                .query((row, n) -> recovery(row))
                .optional();
    }

    /// Every one of a certificate, locked: who decides about one decides about all.
    @Transactional(propagation = Propagation.MANDATORY)
    List<Recovery> lock(SerialNumber serial) {
        return database.sql(SELECT + " WHERE old_serial = ? ORDER BY id FOR UPDATE")
                .param(serial.hex())
                .query((row, n) -> recovery(row))
                .list();
    }

    /// All proved ones of an account that have not ended, newest first.
    List<Recovery> openOf(AccountId account) {
        return database.sql(
                        SELECT
                                + " WHERE account_id = ? AND state IN ('proved', 'contested') ORDER BY started_at DESC")
                .param(account.toString())
                .query((row, n) -> recovery(row))
                .list();
    }

    private Recovery recovery(ResultSet row) throws SQLException {
        UUID id = UUID.fromString(row.getString(1));
        String proof = row.getString(7);
        Timestamp proved = row.getTimestamp(8);
        return new Recovery(
                id,
                AccountId.of(row.getString(2)),
                DeviceId.of(row.getString(3)),
                new SerialNumber(row.getString(4)),
                row.getTimestamp(5).toInstant(),
                RecoveryState.valueOf(row.getString(6)),
                proof == null ? null : Proof.valueOf(proof),
                proved == null ? null : proved.toInstant(),
                row.getString(9),
                row.getInt(10),
                keys(id));
    }

    /// From an intention to a recovery, or with a stronger proof than before: what operators said
    /// of it counts no more.
    @Transactional(propagation = Propagation.MANDATORY)
    void prove(Recovery it, Proof proof, String login, RecoveryState to, Instant now) {
        if (it.state() != to) {
            mustBeAllowed(it.state(), to);
        }
        mustMove(
                database.sql(
                                """
                                UPDATE recovery SET state = ?, proof = ?, proved_at = ?, login = ?,
                                    contest_round = contest_round + 1, goes_on_for = CASE WHEN ? = 'proved' THEN old_serial END
                                WHERE id = ? AND state = ?\
                                """)
                        .params(
                                to.name(),
                                proof.name(),
                                Timestamp.from(now),
                                login,
                                to.name(),
                                it.id().toString(),
                                it.state().name())
                        .update());
    }

    /// Another one joined its contest, or somebody objects after it was decided.
    @Transactional(propagation = Propagation.MANDATORY)
    void nextRound(Recovery it) {
        database.sql("UPDATE recovery SET contest_round = contest_round + 1 WHERE id = ?")
                .param(it.id().toString())
                .update();
    }

    @Transactional(propagation = Propagation.MANDATORY)
    void move(Recovery it, RecoveryState to, Instant now) {
        mustBeAllowed(it.state(), to);
        mustMove(
                database.sql(
                                """
                                UPDATE recovery SET state = ?, ended_at = ?, contest_round = contest_round + ?,
                                    goes_on_for = CASE WHEN ? = 'proved' THEN old_serial END
                                WHERE id = ? AND state = ?\
                                """)
                        .param(to.name())
                        .param(to.isOpen() ? null : Timestamp.from(now))
                        .param(to == RecoveryState.contested ? 1 : 0)
                        .param(to.name())
                        .param(it.id().toString())
                        .param(it.state().name())
                        .update());
    }

    private static void mustBeAllowed(RecoveryState from, RecoveryState to) {
        if (!from.mayBecome(to)) {
            throw RecoveryProblem.recovery_over.exception();
        }
    }

    private static void mustMove(int rows) {
        if (rows != 1) {
            throw RecoveryProblem.recovery_over.exception();
        }
    }

    private List<SerialNumber> keys(UUID id) {
        return database
                .sql("SELECT serial FROM recovery_key WHERE recovery_id = ? ORDER BY position")
                .param(id.toString())
                .query(String.class)
                .list()
                .stream()
                .map(SerialNumber::new)
                .toList();
    }

    /// Of several recoveries of one certificate the first to come here wins.
    ///
    /// @return false when this one was here before, or does not go on in that login
    @Transactional(propagation = Propagation.MANDATORY)
    public boolean issue(Recovery it, Instant now) {
        // In the order in which everybody locks them.
        lock(it.oldSerial());
        try {
            boolean issued =
                    database.sql(
                                            """
                                            UPDATE recovery SET issued_at = ?, replaces = old_serial,
                                                state = 'issued', goes_on_for = NULL, ended_at = ?
                                            WHERE id = ? AND state = 'proved' AND login <=> ?\
                                            """)
                                    .param(Timestamp.from(now))
                                    .param(Timestamp.from(now))
                                    .param(it.id().toString())
                                    .param(it.login())
                                    .update()
                            == 1;
            if (issued) {
                endOthers(it, now);
            }
            return issued;
        } catch (DuplicateKeyException e) {
            throw RecoveryProblem.recovery_over.exception();
        }
    }

    private void endOthers(Recovery it, Instant now) {
        database.sql(
                        """
                        UPDATE recovery SET state = ?, goes_on_for = NULL, ended_at = ?
                        WHERE old_serial = ? AND id <> ? AND state IN (?, ?)\
                        """)
                .params(
                        RecoveryState.replaced.name(),
                        Timestamp.from(now),
                        it.oldSerial().hex(),
                        it.id().toString(),
                        RecoveryState.proved.name(),
                        RecoveryState.contested.name())
                .update();
    }
}
