package cn.biaozhengtong.enterprise.dispute;

import cn.biaozhengtong.kit.data.FieldCipher;
import cn.biaozhengtong.kit.id.AccountId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/// Stored disputes; text and evidence are sealed.
@Component
public class Disputes {
    private static final String SELECT =
            "SELECT id, uscc, complainant_id, text_sealed, state, reason, created_at FROM dispute";

    private final JdbcClient database;
    private final FieldCipher cipher;
    private final Clock clock;

    Disputes(JdbcClient database, FieldCipher cipher, Clock clock) {
        this.database = database;
        this.cipher = cipher;
        this.clock = clock;
    }

    /// `open` until an operator decides.
    public enum State {
        open,
        upheld,
        dismissed
    }

    /// @param reason of the decision
    public record Dispute(
            UUID id,
            String uscc,
            AccountId complainantId,
            String text,
            State state,
            @Nullable String reason,
            Instant createdAt) {}

    @Transactional(propagation = Propagation.MANDATORY)
    UUID add(AccountId complainant, String uscc, String text, List<byte[]> evidence) {
        UUID id = UUID.randomUUID();
        database.sql(
                        """
                        INSERT INTO dispute (id, uscc, complainant_id, text_sealed, state, created_at, version)
                        VALUES (?, ?, ?, ?, 'open', ?, 0)\
                        """)
                .params(
                        id.toString(),
                        uscc,
                        complainant.toString(),
                        cipher.seal(text, "dispute:" + id),
                        Timestamp.from(clock.instant()))
                .update();
        for (int i = 0; i < evidence.size(); i++) {
            database.sql(
                            "INSERT INTO dispute_evidence (dispute_id, position, content_sealed) VALUES (?, ?, ?)")
                    .params(
                            id.toString(),
                            i,
                            cipher.sealBytes(evidence.get(i), "dispute_evidence:" + id + ":" + i))
                    .update();
        }
        return id;
    }

    boolean hasOpen(AccountId complainant, String uscc) {
        return count(complainant, uscc, State.open) > 0;
    }

    int lastDay(AccountId complainant) {
        return database.sql(
                        "SELECT COUNT(*) FROM dispute WHERE complainant_id = ? AND created_at > ?")
                .params(
                        complainant.toString(),
                        Timestamp.from(clock.instant().minus(Duration.ofDays(1))))
                .query(Integer.class)
                .single();
    }

    /// When operators found, last, that the account may act for the enterprise.
    public Optional<Instant> upheldAt(AccountId complainant, String uscc) {
        return database.sql(
                        """
                        SELECT MAX(decided_at) FROM dispute
                        WHERE complainant_id = ? AND uscc = ? AND state = 'upheld' HAVING MAX(decided_at) IS NOT NULL\
                        """)
                .params(complainant.toString(), uscc)
                .query(Timestamp.class)
                .optional()
                .map(Timestamp::toInstant);
    }

    private int count(AccountId complainant, String uscc, State state) {
        return database.sql(
                        "SELECT COUNT(*) FROM dispute WHERE complainant_id = ? AND uscc = ? AND state = ?")
                .params(complainant.toString(), uscc, state.name())
                .query(Integer.class)
                .single();
    }

    public Dispute byId(UUID id) {
        return find(id).orElseThrow(DisputeProblem.dispute_unknown::exception);
    }

    private Optional<Dispute> find(UUID id) {
        return database.sql(SELECT + " WHERE id = ?")
                .param(id.toString())
                .query((row, n) -> dispute(row))
                .optional();
    }

    /// The oldest first, at most a hundred.
    public List<Dispute> in(State state) {
        return database.sql(SELECT + " WHERE state = ? ORDER BY created_at LIMIT 100")
                .param(state.name())
                .query((row, n) -> dispute(row))
                .list();
    }

    List<Dispute> of(AccountId complainant) {
        return database.sql(SELECT + " WHERE complainant_id = ? ORDER BY created_at DESC LIMIT 50")
                .param(complainant.toString())
                .query((row, n) -> dispute(row))
                .list();
    }

    /// JPEG.
    public byte[] evidence(UUID id, int position) {
        return database.sql(
                        "SELECT content_sealed FROM dispute_evidence WHERE dispute_id = ? AND position = ?")
                .params(id.toString(), position)
                .query(String.class)
                .optional()
                .map(it -> cipher.openBytes(it, "dispute_evidence:" + id + ":" + position))
                .orElseThrow(DisputeProblem.dispute_unknown::exception);
    }

    /// Of two operators at once, one decides.
    @Transactional(propagation = Propagation.MANDATORY)
    public void decide(UUID id, State state, String operator, String reason) {
        int decided =
                database.sql(
                                """
                                UPDATE dispute SET state = ?, operator = ?, reason = ?, decided_at = ?, version = version + 1
                                WHERE id = ? AND state = 'open'\
                                """)
                        .params(
                                state.name(),
                                operator,
                                reason,
                                Timestamp.from(clock.instant()),
                                id.toString())
                        .update();
        if (decided != 1) {
            throw DisputeProblem.dispute_decided.exception();
        }
    }

    private Dispute dispute(ResultSet row) throws SQLException {
        String id = row.getString(1);
        return new Dispute(
                UUID.fromString(id),
                row.getString(2),
                AccountId.of(row.getString(3)),
                cipher.open(row.getString(4), "dispute:" + id),
                State.valueOf(row.getString(5)),
                row.getString(6),
                row.getTimestamp(7).toInstant());
    }
}
