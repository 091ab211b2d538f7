package cn.biaozhengtong.enterprise.delegation;

import cn.biaozhengtong.enterprise.membership.Memberships;
import cn.biaozhengtong.enterprise.membership.Role;
import cn.biaozhengtong.kit.id.AccountId;
import cn.biaozhengtong.kit.id.EnterpriseId;
import java.time.Clock;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionStatus;
import org.springframework.transaction.support.TransactionTemplate;

/// Whether a member may do something in the enterprise's name, now: the administrator may, an agent
/// within a delegation, whose use is counted and committed before anything is done.
@Component
public class UsePower {
    private final Delegations delegations;
    private final Memberships memberships;
    private final TransactionTemplate transactions;
    private final Clock clock;

    UsePower(
            Delegations delegations,
            Memberships memberships,
            TransactionTemplate transactions,
            Clock clock) {
        this.delegations = delegations;
        this.memberships = memberships;
        this.transactions = transactions;
        this.clock = clock;
    }

    /// Whether [#use] would be allowed now; counts nothing.
    public boolean mayUse(AccountId account, EnterpriseId enterprise, List<Delegation.Use> uses) {
        return counted(account, enterprise, uses, TransactionStatus::setRollbackOnly);
    }

    /// Counts each use once per use id, all or none: repeating the same ones is true again without
    /// counting, so that a mistyped PIN costs no second use.
    public boolean use(AccountId account, EnterpriseId enterprise, List<Delegation.Use> uses) {
        return counted(account, enterprise, uses, status -> {});
    }

    private boolean counted(
            AccountId account,
            EnterpriseId enterprise,
            List<Delegation.Use> uses,
            Consumer<TransactionStatus> end) {
        Optional<Role> role = memberships.role(account, enterprise);
        if (role.isEmpty() || role.get().isAdministrator()) {
            return role.isPresent();
        }
        // In one order, so that two who count several wait for each other only.
        List<Delegation.Use> ordered =
                uses.stream()
                        .sorted(
                                Comparator.comparing(Delegation.Use::subjectId)
                                        .thenComparing(Delegation.Use::useId))
                        .toList();
        try {
            return Boolean.TRUE.equals(
                    transactions.execute(status -> {
                        boolean all =
                                ordered.stream().allMatch(it -> count(account, enterprise, it));
                        if (all) {
                            end.accept(status);
                        } else {
                            status.setRollbackOnly();
                        }
                        return all;
                    }));
        } catch (DuplicateKeyException e) {
            // The same uses at the same time; they were counted by the other.
            return uses.stream().allMatch(it -> delegations.isCounted(account, enterprise, it));
        }
    }

    private boolean count(AccountId account, EnterpriseId enterprise, Delegation.Use use) {
        return delegations.isCounted(account, enterprise, use)
                || covering(account, enterprise, use)
                        .filter(it -> delegations.count(it, use))
                        .isPresent();
    }

    /// Agents whom a delegation that is in force lets use a seal, wherever and for whatever.
    public Set<AccountId> delegates(EnterpriseId enterprise, UUID seal) {
        Instant now = clock.instant();
        return delegations.ofSeal(enterprise, seal).stream()
                .filter(it -> it.isInForce(now))
                .map(Delegation::agentId)
                .filter(it -> memberships.role(it, enterprise).isPresent())
                .collect(Collectors.toSet());
    }

    private Optional<Delegation> covering(
            AccountId account, EnterpriseId enterprise, Delegation.Use use) {
        Instant now = clock.instant();
        return delegations.of(account, enterprise).stream()
                .filter(it -> it.covers(use, now))
                .findFirst();
    }
}
