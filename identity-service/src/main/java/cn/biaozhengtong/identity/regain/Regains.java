package cn.biaozhengtong.identity.regain;

import cn.biaozhengtong.kit.id.AccountId;
import jakarta.persistence.LockModeType;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.data.jpa.repository.JpaRepository;
import org.springframework.data.jpa.repository.Lock;
import org.springframework.data.jpa.repository.Query;

/// The stored rows.
interface Regains extends JpaRepository<Regain, UUID> {
    List<Regain> findByAccountIdAndStateInOrderByCreatedAt(
            UUID account, Collection<RegainState> states);

    /// Held until the transaction ends, so that an objection and a decision come one after the
    /// other.
    @Lock(LockModeType.PESSIMISTIC_WRITE)
    @Query("SELECT it FROM Regain it WHERE it.id = :id")
    Optional<Regain> lock(UUID id);

    Optional<Regain> findByIdAndAccountId(UUID id, UUID account);

    default Optional<Regain> of(AccountId account, UUID id) {
        return findByIdAndAccountId(id, account.value());
    }

    List<Regain> findByAccountIdOrderByCreatedAt(UUID account);

    List<Regain> findTop200ByStateInOrderByCreatedAt(Collection<RegainState> states);

    List<Regain> findTop200ByStateInAndExpiresAtLessThan(
            Collection<RegainState> states, Instant now);

    void deleteByStateInAndExpiresAtLessThan(Collection<RegainState> states, Instant before);

    void deleteByAccountId(UUID account);
}
