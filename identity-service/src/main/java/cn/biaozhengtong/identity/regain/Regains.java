package cn.biaozhengtong.identity.regain;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.data.jpa.repository.JpaRepository;

/// The stored rows.
interface Regains extends JpaRepository<Regain, UUID> {
    List<Regain> findByAccountIdAndStateInOrderByCreatedAt(
            UUID account, Collection<RegainState> states);

    Optional<Regain> findByIdAndAccountId(UUID id, UUID account);

    List<Regain> findByAccountIdOrderByCreatedAt(UUID account);

    List<Regain> findTop200ByStateInOrderByCreatedAt(Collection<RegainState> states);

    List<Regain> findTop200ByStateInAndExpiresAtLessThan(
            Collection<RegainState> states, Instant now);

    void deleteByStateInAndExpiresAtLessThan(Collection<RegainState> states, Instant before);

    void deleteByAccountId(UUID account);
}
