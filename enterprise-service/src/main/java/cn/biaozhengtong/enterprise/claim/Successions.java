package cn.biaozhengtong.enterprise.claim;

import cn.biaozhengtong.enterprise.dispute.Disputes;
import cn.biaozhengtong.enterprise.membership.Memberships;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.UUID;
import org.springframework.stereotype.Component;

/// Whether what operators decided about a succession is still so: papers, review, payment and
/// download take days, in which the successor may be removed and the place may change hands.
@Component
class Successions {
    private static final Duration LASTS = Duration.ofDays(60);

    private final Memberships memberships;
    private final Disputes disputes;
    private final Clock clock;

    Successions(Memberships memberships, Disputes disputes, Clock clock) {
        this.memberships = memberships;
        this.disputes = disputes;
        this.clock = clock;
    }

    /// Who may ask for it: an agent, or whoever's dispute was upheld.
    boolean may(UUID enterprise, UUID account, String uscc) {
        return memberships.isAgent(enterprise, account) || disputes.isUpheld(account, uscc);
    }

    void reserved(Claim claim, UUID enterprise) {
        claim.succeeds(memberships.administrator(enterprise).orElse(null), clock.instant());
    }

    /// True of every other claim.
    boolean stands(Claim claim) {
        UUID enterprise = claim.enterpriseId();
        if (claim.kind() != Claim.Kind.succession || enterprise == null || claim.isConfirmed()) {
            return true;
        }
        Instant reserved = claim.reservedAt();
        if (reserved == null) {
            return may(enterprise, claim.accountId(), claim.uscc().value());
        }
        UUID administrator = memberships.administrator(enterprise).orElse(null);
        return may(enterprise, claim.accountId(), claim.uscc().value())
                && Objects.equals(administrator, claim.succeeds())
                && reserved.plus(LASTS).isAfter(clock.instant());
    }
}
