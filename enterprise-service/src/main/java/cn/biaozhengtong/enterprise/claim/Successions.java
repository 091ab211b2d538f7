package cn.biaozhengtong.enterprise.claim;

import cn.biaozhengtong.enterprise.dispute.Disputes;
import cn.biaozhengtong.enterprise.membership.MembershipEvents;
import cn.biaozhengtong.enterprise.membership.Memberships;
import cn.biaozhengtong.enterprise.membership.Role;
import cn.biaozhengtong.enterprise.membership.Succeed;
import cn.biaozhengtong.kit.id.AccountId;
import cn.biaozhengtong.kit.id.EnterpriseId;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/// Whether what operators decided about a succession is still so: papers, review, payment and
/// download take days, in which the successor may be removed and the place may change hands.
@Component
class Successions {
    private static final Duration LASTS = Duration.ofDays(60);

    private final Claims claims;
    private final Memberships memberships;
    private final Disputes disputes;
    private final Succeed succeed;
    private final Clock clock;

    Successions(
            Claims claims,
            Memberships memberships,
            Disputes disputes,
            Succeed succeed,
            Clock clock) {
        this.claims = claims;
        this.memberships = memberships;
        this.disputes = disputes;
        this.succeed = succeed;
        this.clock = clock;
    }

    /// Whether the place is his already.
    boolean hasPlace(AccountId account, EnterpriseId enterprise) {
        return memberships.role(account, enterprise).filter(Role::isAdministrator).isPresent();
    }

    /// Whose place it is; empty when he is gone altogether.
    Optional<AccountId> holder(EnterpriseId enterprise) {
        return memberships.administrator(enterprise);
    }

    /// Who may ask for it: an agent, or whoever's dispute was upheld and not made use of yet.
    boolean may(AccountId account, EnterpriseId enterprise, String uscc) {
        return memberships.isAgent(account, enterprise)
                || disputes.upheldAt(account, uscc)
                        .filter(at -> !hasSucceeded(account, enterprise, at))
                        .isPresent();
    }

    private boolean hasSucceeded(AccountId account, EnterpriseId enterprise, Instant since) {
        return claims.successions(account, enterprise).stream()
                .anyMatch(it -> it.isConfirmed() && it.createdAt().isAfter(since));
    }

    void reserved(Claim claim, EnterpriseId enterprise) {
        claim.succeeds(memberships.administrator(enterprise).orElse(null), clock.instant());
    }

    /// The place changes hands; the memberships are locked.
    void take(Claim claim) {
        EnterpriseId enterprise = Objects.requireNonNull(claim.enterpriseId());
        succeed.take(claim.accountId(), enterprise, former(claim));
    }

    /// It stands no more: what its certificate may do is looked at anew.
    void refuse(Claim claim) {
        claim.released();
        succeed.refused(claim.accountId(), Objects.requireNonNull(claim.enterpriseId()));
    }

    /// Whose place is taken; the successor's own where nobody has it.
    private AccountId former(Claim claim) {
        AccountId named = claim.succeeds();
        EnterpriseId enterprise = Objects.requireNonNull(claim.enterpriseId());
        return named != null
                ? named
                : memberships.administrator(enterprise).orElse(claim.accountId());
    }

    /// True of every other claim.
    boolean stands(Claim claim) {
        EnterpriseId enterprise = claim.enterpriseId();
        if (claim.kind() != Claim.Kind.succession || enterprise == null || claim.isConfirmed()) {
            return true;
        }
        boolean may =
                !claim.isReleased() && may(claim.accountId(), enterprise, claim.uscc().value());
        Instant reserved = claim.reservedAt();
        if (reserved == null) {
            return may;
        }
        AccountId administrator = memberships.administrator(enterprise).orElse(null);
        return may
                && Objects.equals(administrator, claim.succeeds())
                && reserved.plus(LASTS).isAfter(clock.instant());
    }

    /// Who was removed asks anew when he is taken back.
    @EventListener
    @Transactional(propagation = Propagation.MANDATORY)
    void endAll(MembershipEvents.BelongsNoLonger it) {
        claims.successions(it.accountId(), it.enterpriseId()).stream()
                .filter(Claim::isUnderWay)
                .forEach(Claim::released);
    }
}
