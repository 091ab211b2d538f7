package cn.biaozhengtong.enterprise.claim;

import cn.biaozhengtong.enterprise.dispute.Disputes;
import cn.biaozhengtong.enterprise.membership.MembershipEvents;
import cn.biaozhengtong.enterprise.membership.Memberships;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.UUID;
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
    private final Clock clock;

    Successions(Claims claims, Memberships memberships, Disputes disputes, Clock clock) {
        this.claims = claims;
        this.memberships = memberships;
        this.disputes = disputes;
        this.clock = clock;
    }

    /// Who may ask for it: an agent, or whoever's dispute was upheld and not made use of yet.
    boolean may(UUID enterprise, UUID account, String uscc) {
        return memberships.isAgent(enterprise, account)
                || disputes.upheldAt(account, uscc)
                        .filter(at -> !hasSucceeded(enterprise, account, at))
                        .isPresent();
    }

    private boolean hasSucceeded(UUID enterprise, UUID account, Instant since) {
        return claims
                .findByAccountIdAndEnterpriseIdAndKind(account, enterprise, Claim.Kind.succession)
                .stream()
                .anyMatch(it -> it.isConfirmed() && it.createdAt().isAfter(since));
    }

    void reserved(Claim claim, UUID enterprise) {
        claim.succeeds(memberships.administrator(enterprise).orElse(null), clock.instant());
    }

    /// Whose place is taken; the successor's own where nobody has it.
    UUID former(Claim claim) {
        UUID named = claim.succeeds();
        UUID enterprise = Objects.requireNonNull(claim.enterpriseId());
        return named != null
                ? named
                : memberships.administrator(enterprise).orElse(claim.accountId());
    }

    /// True of every other claim.
    boolean stands(Claim claim) {
        UUID enterprise = claim.enterpriseId();
        if (claim.kind() != Claim.Kind.succession || enterprise == null || claim.isConfirmed()) {
            return true;
        }
        boolean may =
                !claim.isReleased() && may(enterprise, claim.accountId(), claim.uscc().value());
        Instant reserved = claim.reservedAt();
        if (reserved == null) {
            return may;
        }
        UUID administrator = memberships.administrator(enterprise).orElse(null);
        return may
                && Objects.equals(administrator, claim.succeeds())
                && reserved.plus(LASTS).isAfter(clock.instant());
    }

    /// Who was removed asks anew when he is taken back.
    @EventListener
    @Transactional(propagation = Propagation.MANDATORY)
    void endAll(MembershipEvents.BelongsNoLonger it) {
        claims
                .findByAccountIdAndEnterpriseIdAndKind(
                        it.accountId(), it.enterpriseId(), Claim.Kind.succession)
                .stream()
                .filter(Claim::isUnderWay)
                .forEach(Claim::released);
    }
}
