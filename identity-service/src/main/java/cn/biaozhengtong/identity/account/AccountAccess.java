package cn.biaozhengtong.identity.account;

import cn.biaozhengtong.kit.events.Outbox;
import cn.biaozhengtong.kit.id.AccountId;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/// What of an account's row decides who gets in, and in which order: statements of their own, since
/// every login asks them.
@Component
public class AccountAccess {
    private static final int TOLD_AT_ONCE = 500;

    private final JdbcClient database;
    private final Outbox outbox;

    AccountAccess(JdbcClient database, Outbox outbox) {
        this.database = database;
        this.outbox = outbox;
    }

    /// Whoever writes something of the account comes after the other, until the transaction ends.
    /// Nothing happens where there is no such account.
    @Transactional(propagation = Propagation.MANDATORY)
    public void lock(AccountId account) {
        database.sql("SELECT id FROM account WHERE id = ? FOR UPDATE")
                .param(account.toString())
                .query(String.class)
                .optional();
    }

    /// How often its logins were ended for all who prove themselves anew.
    public int epoch(AccountId account) {
        return database.sql("SELECT login_epoch FROM account WHERE id = ?")
                .param(account.toString())
                .query(Integer.class)
                .single();
    }

    public void nextEpoch(AccountId account) {
        database.sql("UPDATE account SET login_epoch = login_epoch + 1 WHERE id = ?")
                .param(account.toString())
                .update();
    }

    /// Empty for an account without a password.
    public Optional<String> passwordHash(AccountId account) {
        return database.sql(
                        "SELECT password_hash FROM account WHERE id = ? AND password_hash IS NOT NULL")
                .param(account.toString())
                .query(String.class)
                .optional();
    }

    /// @param hash null when it has none from now on
    public void setPasswordHash(AccountId account, @Nullable String hash) {
        database.sql("UPDATE account SET password_hash = ? WHERE id = ?")
                .param(hash)
                .param(account.toString())
                .update();
    }

    /// Blind index of its number, kind `phone`; empty when it has none any more.
    public Optional<String> phoneIndex(AccountId account) {
        return database.sql(
                        "SELECT phone_index FROM account WHERE id = ? AND phone_index IS NOT NULL")
                .param(account.toString())
                .query(String.class)
                .optional();
    }

    /// Tells everybody that logins ended, so that their access tokens count no more.
    ///
    /// @param logins the `sid` of each, as its tokens have it
    @Transactional(propagation = Propagation.MANDATORY)
    public void loggedOut(AccountId id, List<String> logins) {
        for (int from = 0; from < logins.size(); from += TOLD_AT_ONCE) {
            List<String> some = logins.subList(from, Math.min(from + TOLD_AT_ONCE, logins.size()));
            outbox.append(
                    Accounts.TOPIC,
                    id.toString(),
                    "identity.account.logged-out.v1",
                    new LoggedOut(id, List.copyOf(some)));
        }
    }

    /// The event's payload.
    record LoggedOut(AccountId accountId, List<String> logins) {}
}
