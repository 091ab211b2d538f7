package cn.biaozhengtong.enterprise.claim;

import cn.biaozhengtong.kit.id.EnterpriseId;
import jakarta.persistence.LockModeType;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.data.jpa.repository.JpaRepository;
import org.springframework.data.jpa.repository.Lock;
import org.springframework.data.jpa.repository.Query;

/// Stored enterprises.
public interface Enterprises extends JpaRepository<Enterprise, UUID> {
    default List<Enterprise> all(Collection<EnterpriseId> ids) {
        return findAllById(ids.stream().map(EnterpriseId::value).toList());
    }

    Optional<Enterprise> findByUscc(String uscc);

    List<Enterprise> findByUsccIn(Collection<String> codes);

    @Lock(LockModeType.PESSIMISTIC_WRITE)
    @Query("select e from Enterprise e where e.uscc = ?1")
    Optional<Enterprise> lockByUscc(String uscc);

    /// The one that a claim is about, locked.
    default Enterprise lock(Claim claim) {
        return lockByUscc(claim.uscc().value()).orElseThrow(ClaimProblem.claim_closed::exception);
    }
}
