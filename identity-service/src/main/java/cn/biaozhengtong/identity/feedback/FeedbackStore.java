package cn.biaozhengtong.identity.feedback;

import cn.biaozhengtong.identity.account.PersonalData;
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

/// Stored conversations, sealed.
@Component
class FeedbackStore implements PersonalData {
    private static final String SELECT =
            "SELECT id, account_id, kind, state, pictures, created_at FROM feedback";

    private final JdbcClient database;
    private final FieldCipher cipher;
    private final Clock clock;

    FeedbackStore(JdbcClient database, FieldCipher cipher, Clock clock) {
        this.database = database;
        this.cipher = cipher;
        this.clock = clock;
    }

    record Row(
            UUID id,
            AccountId account,
            String kind,
            String state,
            int pictures,
            Instant createdAt) {}

    @Transactional(propagation = Propagation.MANDATORY)
    UUID open(AccountId account, String kind, String text, List<byte[]> pictures) {
        UUID id = UUID.randomUUID();
        Timestamp now = Timestamp.from(clock.instant());
        database.sql(
                        """
                        INSERT INTO feedback (id, account_id, kind, state, pictures, created_at, changed_at)
                        VALUES (?, ?, ?, 'awaiting_operator', ?, ?, ?)\
                        """)
                .params(id.toString(), account.toString(), kind, pictures.size(), now, now)
                .update();
        entry(id, null, text);
        for (int i = 0; i < pictures.size(); i++) {
            database.sql(
                            "INSERT INTO feedback_picture (feedback_id, position, content_sealed) VALUES (?, ?, ?)")
                    .params(
                            id.toString(),
                            i,
                            cipher.sealBytes(pictures.get(i), "feedback_picture:" + id + ":" + i))
                    .update();
        }
        return id;
    }

    /// @param operator null for the user himself
    @Transactional(propagation = Propagation.MANDATORY)
    void reply(UUID id, @Nullable String operator, String text) {
        entry(id, operator, text);
        database.sql("UPDATE feedback SET state = ?, changed_at = ? WHERE id = ?")
                .params(
                        operator == null ? "awaiting_operator" : "awaiting_user",
                        Timestamp.from(clock.instant()),
                        id.toString())
                .update();
    }

    private void entry(UUID id, @Nullable String operator, String text) {
        database.sql(
                        "INSERT INTO feedback_entry (feedback_id, operator, text_sealed, created_at) VALUES (?, ?, ?, ?)")
                .param(id.toString())
                .param(operator)
                .param(cipher.seal(text, "feedback_entry:" + id))
                .param(Timestamp.from(clock.instant()))
                .update();
    }

    int lastDay(AccountId account) {
        return database.sql("SELECT COUNT(*) FROM feedback WHERE account_id = ? AND created_at > ?")
                .params(
                        account.toString(),
                        Timestamp.from(clock.instant().minus(Duration.ofDays(1))))
                .query(Integer.class)
                .single();
    }

    Optional<Row> find(UUID id) {
        return database.sql(SELECT + " WHERE id = ?")
                .param(id.toString())
                .query((row, n) -> row(row))
                .optional();
    }

    /// Newest first.
    List<Row> of(AccountId account) {
        return database.sql(SELECT + " WHERE account_id = ? ORDER BY created_at DESC LIMIT 100")
                .param(account.toString())
                .query((row, n) -> row(row))
                .list();
    }

    /// Those that wait longest first.
    List<Row> in(String state) {
        return database.sql(SELECT + " WHERE state = ? ORDER BY changed_at LIMIT 100")
                .param(state)
                .query((row, n) -> row(row))
                .list();
    }

    List<Feedback.Entry> entries(UUID id) {
        return database.sql(
                        "SELECT operator, text_sealed, created_at FROM feedback_entry WHERE feedback_id = ? ORDER BY id")
                .param(id.toString())
                .query((row, n) ->
                        new Feedback.Entry(
                                row.getString(1) == null ? "user" : "operator",
                                cipher.open(row.getString(2), "feedback_entry:" + id),
                                row.getTimestamp(3).toInstant()))
                .list();
    }

    Optional<byte[]> picture(UUID id, int position) {
        return database.sql(
                        "SELECT content_sealed FROM feedback_picture WHERE feedback_id = ? AND position = ?")
                .params(id.toString(), position)
                .query(String.class)
                .optional()
                .map(it -> cipher.openBytes(it, "feedback_picture:" + id + ":" + position));
    }

    @Override
    public String part() {
        return "feedback";
    }

    @Override
    public Object export(AccountId account) {
        return of(account).stream().map(it -> entries(it.id())).toList();
    }

    @Override
    public void erase(AccountId account) {
        for (String table : List.of("feedback_entry", "feedback_picture")) {
            database.sql(
                            "DELETE FROM "
                                    + table
                                    + " WHERE feedback_id IN (SELECT id FROM feedback WHERE account_id = ?)")
                    .param(account.toString())
                    .update();
        }
        database.sql("DELETE FROM feedback WHERE account_id = ?")
                .param(account.toString())
                .update();
    }

    private static Row row(ResultSet row) throws SQLException {
        return new Row(
                UUID.fromString(row.getString(1)),
                AccountId.of(row.getString(2)),
                row.getString(3),
                row.getString(4),
                row.getInt(5),
                row.getTimestamp(6).toInstant());
    }
}
