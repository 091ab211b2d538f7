package cn.biaozhengtong.enterprise.claim;

import cn.biaozhengtong.enterprise.membership.Memberships;
import java.util.UUID;
import org.springframework.stereotype.Component;

/// Puts into force what a claim states, when its certificate was downloaded: the claimer becomes
/// administrator (R14), an enterprise's data change (R18), a place changes hands (R16). In the
/// caller's transaction.
@Component
final class ConfirmClaim {
    private final Claims claims;
    private final Memberships memberships;
    private final Successions successions;
    private final EnterpriseNames names;
    private final TellOfEnterprises tell;

    ConfirmClaim(
            Claims claims,
            Memberships memberships,
            Successions successions,
            EnterpriseNames names,
            TellOfEnterprises tell) {
        this.claims = claims;
        this.memberships = memberships;
        this.successions = successions;
        this.names = names;
        this.tell = tell;
    }

    /// A succession that stands no more changes nothing, and the certificate is told to rest when
    /// its holder belongs no longer.
    ///
    /// @param enterprise locked
    void confirm(UUID claimId, Enterprise enterprise) {
        memberships.lock(enterprise.enterpriseId());
        // As it is now: who is removed has his succession released.
        Claim claim = claims.claim(claimId);
        if (claim.isConfirmed() || claim.isVoidSuccession()) {
            return;
        }
        if (!successions.stands(claim)) {
            tell.note(claim, enterprise, "succession_void");
            successions.refuse(claim);
            return;
        }
        claim.confirmed();
        switch (claim.kind()) {
            case change -> change(claim, enterprise);
            case succession -> {
                enterprise.change(claim);
                // Whoever froze certificates in its name hears of the end. What an operator froze
                // after the request he alone releases.
                if (enterprise.unfreezeIfBefore(claim.createdAt())) {
                    tell.tell(claim, enterprise, "unfrozen");
                }
                names.put(enterprise);
                successions.take(claim);
                tell.tell(claim, enterprise, "changed");
            }
            case claim -> {
                enterprise.register(claim);
                memberships.appointAdministrator(claim.accountId(), enterprise.enterpriseId());
                tell.tell(claim, enterprise, "registered");
            }
        }
    }

    private void change(Claim claim, Enterprise enterprise) {
        enterprise.change(claim);
        names.put(enterprise);
        tell.tell(claim, enterprise, "changed");
    }
}
