package cn.biaozhengtong.enterprise.claim;

import cn.biaozhengtong.kit.id.AccountId;
import cn.biaozhengtong.kit.id.EnterpriseId;
import java.util.List;
import java.util.UUID;
import org.springframework.data.jpa.repository.JpaRepository;

interface Claims extends JpaRepository<Claim, UUID> {
    default Claim claim(UUID id) {
        return findById(id).orElseThrow(ClaimProblem.claim_unknown::exception);
    }

    List<Claim> findByAccountIdOrderByCreatedAt(UUID accountId);

    /// What is under way for a registered enterprise: one.
    List<Claim> findByOpenChange(UUID enterprise);

    List<Claim> findByAccountIdAndEnterpriseIdAndKind(
            UUID account, UUID enterprise, Claim.Kind kind);

    default List<Claim> successions(AccountId account, EnterpriseId enterprise) {
        return findByAccountIdAndEnterpriseIdAndKind(
                account.value(), enterprise.value(), Claim.Kind.succession);
    }
}
