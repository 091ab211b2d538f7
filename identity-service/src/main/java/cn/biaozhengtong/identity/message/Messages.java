package cn.biaozhengtong.identity.message;

import cn.biaozhengtong.identity.account.AccountAccess;
import cn.biaozhengtong.identity.account.PersonalData;
import cn.biaozhengtong.identity.push.Pushes;
import cn.biaozhengtong.kit.id.AccountId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/// Stores messages and wakes whoever waits for them in this process.
@Component
public class Messages implements PersonalData {
    private static final String SELECT =
            "SELECT id, box, title, body, link, created_at, read_at FROM message";

    private final JdbcClient database;
    private final AccountAccess accounts;
    private final Pushes pushes;
    private final Clock clock;
    private final Map<AccountId, List<Runnable>> waiting = new ConcurrentHashMap<>();

    Messages(JdbcClient database, AccountAccess accounts, Pushes pushes, Clock clock) {
        this.database = database;
        this.accounts = accounts;
        this.pushes = pushes;
        this.clock = clock;
    }

    /// @param link what the message is about, such as `/orders/{id}`
    public record Message(
            long id,
            MessageBox box,
            String title,
            String body,
            String link,
            Instant createdAt,
            boolean read) {}

    /// Adds a message in the caller's transaction; listeners hear of it after the commit.
    @Transactional(propagation = Propagation.MANDATORY)
    public void add(AccountId account, MessageBox box, String title, String body, String link) {
        // So that its ids appear in their order: a stream that went on after the higher of two
        // would
        // never show the lower.
        accounts.lock(account);
        database.sql(
                        """
                        INSERT INTO message (account_id, box, title, body, link, created_at)
                        VALUES (?, ?, ?, ?, ?, ?)\
                        """)
                .params(
                        account.toString(),
                        box.name(),
                        title,
                        body,
                        link,
                        Timestamp.from(clock.instant()))
                .update();
        pushes.announce(account, title, link);
        TransactionSynchronizationManager.registerSynchronization(
                new TransactionSynchronization() {
                    @Override
                    public void afterCommit() {
                        waiting.getOrDefault(account, List.of()).forEach(Runnable::run);
                    }
                });
    }

    /// Messages newer than an id, oldest first, at most 100.
    public List<Message> after(AccountId account, long id) {
        return database.sql(SELECT + " WHERE account_id = ? AND id > ? ORDER BY id LIMIT 100")
                .params(account.toString(), id)
                .query((row, n) -> message(row))
                .list();
    }

    /// Of one box, newest first, older than an id.
    ///
    /// @param before `Long.MAX_VALUE` for the first page
    public List<Message> page(AccountId account, MessageBox box, long before, int size) {
        return database.sql(
                        SELECT
                                + " WHERE account_id = ? AND box = ? AND id < ? ORDER BY id DESC LIMIT ?")
                .params(account.toString(), box.name(), before, size)
                .query((row, n) -> message(row))
                .list();
    }

    /// How many are unread, by box.
    public Map<MessageBox, Long> unread(AccountId account) {
        Map<MessageBox, Long> counts = new EnumMap<>(MessageBox.class);
        for (MessageBox box : MessageBox.values()) {
            counts.put(
                    box,
                    database.sql(
                                    "SELECT COUNT(*) FROM message WHERE account_id = ? AND box = ? AND read_at IS NULL")
                            .params(account.toString(), box.name())
                            .query(Long.class)
                            .single());
        }
        return counts;
    }

    /// @return false when the account has no such message
    public boolean markRead(AccountId account, long id) {
        return database.sql(
                                "UPDATE message SET read_at = COALESCE(read_at, ?) WHERE id = ? AND account_id = ?")
                        .params(Timestamp.from(clock.instant()), id, account.toString())
                        .update()
                == 1;
    }

    public void markAllRead(AccountId account, MessageBox box) {
        database.sql(
                        "UPDATE message SET read_at = ? WHERE account_id = ? AND box = ? AND read_at IS NULL")
                .params(Timestamp.from(clock.instant()), account.toString(), box.name())
                .update();
    }

    /// @return false when the account has no such message
    public boolean delete(AccountId account, long id) {
        return database.sql("DELETE FROM message WHERE id = ? AND account_id = ?")
                        .params(id, account.toString())
                        .update()
                == 1;
    }

    @Override
    public String part() {
        return "messages";
    }

    @Override
    public Object export(AccountId account) {
        return database.sql(SELECT + " WHERE account_id = ? ORDER BY id")
                .param(account.toString())
                .query((row, n) -> message(row))
                .list();
    }

    @Override
    public void erase(AccountId account) {
        database.sql("DELETE FROM message WHERE account_id = ?").param(account.toString()).update();
    }

    private static Message message(ResultSet row) throws SQLException {
        return new Message(
                row.getLong(1),
                MessageBox.valueOf(row.getString(2)),
                row.getString(3),
                row.getString(4),
                row.getString(5),
                row.getTimestamp(6).toInstant(),
                row.getTimestamp(7) != null);
    }

    /// Ends when closed.
    public interface Listening extends AutoCloseable {
        @Override
        void close();
    }

    /// Runs the action after each new message of the account, until the handle is closed.
    public Listening listen(AccountId account, Runnable action) {
        waiting.compute(
                account,
                (ignored, actions) -> {
                    List<Runnable> all = actions == null ? new CopyOnWriteArrayList<>() : actions;
                    all.add(action);
                    return all;
                });
        return () ->
                waiting.computeIfPresent(
                        account,
                        (ignored, actions) -> {
                            actions.remove(action);
                            return actions.isEmpty() ? null : actions;
                        });
    }
}
