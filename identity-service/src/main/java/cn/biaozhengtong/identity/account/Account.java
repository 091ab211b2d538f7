package cn.biaozhengtong.identity.account;

import cn.biaozhengtong.kit.id.AccountId;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Version;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.Persistable;

/// One person's account. Personal data is sealed at field level; the indexes are blind.
@Entity
public class Account implements Persistable<UUID> {
    @Id private UUID id;
    private @Nullable String phoneSealed;
    private @Nullable String phoneIndex;
    private @Nullable String nameSealed;
    private @Nullable String idNumberSealed;
    private @Nullable String personIndex;

    @Enumerated(EnumType.STRING)
    private AccountState state = AccountState.active;

    private @Nullable Instant verifiedAt;
    private Instant createdAt;
    @Version private Integer version;

    protected Account() {}

    static Account registered(AccountId id, String phoneSealed, String phoneIndex, Instant now) {
        Account account = new Account();
        account.id = id.value();
        account.phoneSealed = phoneSealed;
        account.phoneIndex = phoneIndex;
        account.createdAt = now;
        return account;
    }

    /// Binds the proven identity; once only.
    void verified(String name, String idNumber, String person, Instant now) {
        if (verifiedAt != null) {
            throw AccountProblem.already_verified.exception();
        }
        nameSealed = name;
        idNumberSealed = idNumber;
        personIndex = person;
        verifiedAt = now;
    }

    /// By another number from now on.
    void reachedAt(String sealed, String index) {
        phoneSealed = sealed;
        phoneIndex = index;
    }

    /// Of the person only the id is left.
    void delete() {
        state = AccountState.deleted;
        phoneSealed = null;
        phoneIndex = null;
        nameSealed = null;
        idNumberSealed = null;
        personIndex = null;
    }

    /// @return whether that changed anything
    boolean freeze(boolean frozen) {
        AccountState next = frozen ? AccountState.frozen : AccountState.active;
        boolean changes = state != AccountState.deleted && state != next;
        if (changes) {
            state = next;
        }
        return changes;
    }

    Instant createdAt() {
        return createdAt;
    }

    @Nullable Instant verifiedAt() {
        return verifiedAt;
    }

    AccountId accountId() {
        return new AccountId(id);
    }

    @Override
    public UUID getId() {
        return id;
    }

    /// So that a new one is inserted, never merged.
    @Override
    public boolean isNew() {
        return version == null;
    }

    AccountState state() {
        return state;
    }

    /// Whether it belongs to this person, by blind index.
    boolean isOf(String person) {
        return person.equals(personIndex);
    }

    public boolean isVerified() {
        return verifiedAt != null;
    }

    @Nullable String phoneSealed() {
        return phoneSealed;
    }

    @Nullable String nameSealed() {
        return nameSealed;
    }

    @Nullable String idNumberSealed() {
        return idNumberSealed;
    }
}
