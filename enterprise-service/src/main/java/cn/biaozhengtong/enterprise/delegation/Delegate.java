package cn.biaozhengtong.enterprise.delegation;

import cn.biaozhengtong.enterprise.delegation.Delegation.SubjectKind;
import cn.biaozhengtong.enterprise.membership.Memberships;
import cn.biaozhengtong.enterprise.membership.Role;
import cn.biaozhengtong.enterprise.person.PersonalData;
import cn.biaozhengtong.kit.id.AccountId;
import cn.biaozhengtong.kit.id.EnterpriseId;
import cn.biaozhengtong.kit.work.UnitOfWork;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/// The administrator grants and ends; an agent sees what was granted to him.
@Component
public class Delegate implements PersonalData {
    private static final Duration LONGEST = Duration.ofDays(366);

    private final Delegations delegations;
    private final DelegationEvents events;
    private final Memberships memberships;
    private final SealInventory seals;
    private final UnitOfWork work;

    Delegate(
            Delegations delegations,
            DelegationEvents events,
            Memberships memberships,
            SealInventory seals,
            UnitOfWork work) {
        this.delegations = delegations;
        this.events = events;
        this.memberships = memberships;
        this.seals = seals;
        this.work = work;
    }

    /// @param subjectId a seal's id; empty for the agent's own certificate
    /// @param platforms codes; empty for every one
    public record Grant(
            AccountId agentId,
            SubjectKind subjectKind,
            String subjectId,
            Set<String> platforms,
            Set<String> sessionKinds,
            int uses,
            Instant until) {}

    public UUID grant(AccountId administrator, EnterpriseId enterprise, Grant grant) {
        memberships.mustAdminister(administrator, enterprise);
        if (memberships.role(grant.agentId(), enterprise).filter(Role.agent::equals).isEmpty()) {
            throw DelegationProblem.agent_unknown.exception();
        }
        Instant now = work.now();
        if (grant.until().isBefore(now) || grant.until().isAfter(now.plus(LONGEST))) {
            throw DelegationProblem.date_invalid.exception();
        }
        if ((grant.subjectKind() == SubjectKind.seal) == grant.subjectId().isEmpty()) {
            throw DelegationProblem.seal_missing.exception();
        }
        if (grant.subjectKind() == SubjectKind.seal) {
            mustExist(enterprise, grant.subjectId());
        }
        Delegation it =
                new Delegation(
                        UUID.randomUUID(),
                        enterprise,
                        grant.agentId(),
                        grant.subjectKind(),
                        grant.subjectId(),
                        grant.platforms(),
                        grant.sessionKinds(),
                        grant.uses(),
                        0,
                        grant.until(),
                        null);
        work.run(() -> {
            delegations.add(it, administrator);
            events.granted(it, administrator);
        });
        return it.id();
    }

    private void mustExist(EnterpriseId enterprise, String seal) {
        try {
            if (seals.has(enterprise, UUID.fromString(seal))) {
                return;
            }
        } catch (IllegalArgumentException e) {
            // No id at all.
        }
        throw DelegationProblem.seal_unknown.exception();
    }

    @Transactional
    public void end(AccountId administrator, EnterpriseId enterprise, UUID id) {
        memberships.mustAdminister(administrator, enterprise);
        Delegation it =
                delegations
                        .find(enterprise, id)
                        .orElseThrow(DelegationProblem.delegation_unknown::exception);
        if (!delegations.end(enterprise, id)) {
            throw DelegationProblem.delegation_unknown.exception();
        }
        events.ended(it, administrator);
    }

    /// All for the administrator, his own for an agent.
    public List<Delegation> visibleTo(AccountId account, EnterpriseId enterprise) {
        Role role = memberships.mustBelong(account, enterprise);
        return role.isAdministrator()
                ? delegations.of(enterprise)
                : delegations.of(account, enterprise);
    }

    @Override
    public String part() {
        return "delegations";
    }

    /// Whatever was ever delegated to the account.
    @Override
    public Object export(AccountId account) {
        return delegations.ofAgent(account);
    }
}
