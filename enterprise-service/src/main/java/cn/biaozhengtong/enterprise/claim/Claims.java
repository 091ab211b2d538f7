package cn.biaozhengtong.enterprise.claim;

import java.util.List;
import java.util.UUID;
import org.springframework.data.jpa.repository.JpaRepository;

interface Claims extends JpaRepository<Claim, UUID> {
    List<Claim> findByAccountIdOrderByCreatedAt(UUID accountId);

    /// What is under way for a registered enterprise: one.
    List<Claim> findByOpenChange(UUID enterprise);

    List<Claim> findByAccountIdAndEnterpriseIdAndKind(
            UUID account, UUID enterprise, Claim.Kind kind);
}
