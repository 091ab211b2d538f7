package cn.biaozhengtong.enterprise.delegation;

import cn.biaozhengtong.enterprise.membership.Memberships;
import cn.biaozhengtong.enterprise.membership.Role;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.stereotype.Component;
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

    public boolean mayUse(UUID enterprise, UUID account, Delegation.Use use) {
        Optional<Role> role = memberships.role(enterprise, account);
        return role.isPresent()
                && (role.get().isAdministrator()
                        // What was counted goes on: a mistyped PIN costs no second use.
                        || delegations.isCounted(enterprise, account, use.useId())
                        || covering(enterprise, account, use).isPresent());
    }

    /// Counts a use once per use id: repeating the same one is true again without counting.
    public boolean use(UUID enterprise, UUID account, Delegation.Use use) {
        Optional<Role> role = memberships.role(enterprise, account);
        if (role.isEmpty()) {
            return false;
        }
        if (role.get().isAdministrator()
                || delegations.isCounted(enterprise, account, use.useId())) {
            return true;
        }
        try {
            return Boolean.TRUE.equals(
                    transactions.execute(status ->
                            covering(enterprise, account, use)
                                    .filter(it -> delegations.count(it, use))
                                    .isPresent()));
        } catch (DuplicateKeyException e) {
            // The same use at the same time; it was counted by the other.
            return delegations.isCounted(enterprise, account, use.useId());
        }
    }

    /// Agents whom a delegation that is in force lets use a seal, wherever and for whatever.
    public Set<UUID> delegates(UUID enterprise, UUID seal) {
        Instant now = clock.instant();
        return delegations.ofSeal(enterprise, seal).stream()
                .filter(it -> it.isInForce(now))
                .map(Delegation::agentId)
                .filter(it -> memberships.role(enterprise, it).isPresent())
                .collect(Collectors.toSet());
    }

    private Optional<Delegation> covering(UUID enterprise, UUID account, Delegation.Use use) {
        Instant now = clock.instant();
        return delegations.of(enterprise, account).stream()
                .filter(it -> it.covers(use, now))
                .findFirst();
    }
}
