package cn.biaozhengtong.enterprise.claim;

import java.time.Instant;
import org.springframework.stereotype.Component;

/// Keeps an enterprise for one claim while that is reviewed, and sets it free again. In the
/// caller's transaction.
@Component
final class ReserveEnterprise {
    private final Claims claims;
    private final Enterprises enterprises;
    private final Successions successions;
    private final EnterpriseNames names;
    private final TellOfEnterprises tell;

    ReserveEnterprise(
            Claims claims,
            Enterprises enterprises,
            Successions successions,
            EnterpriseNames names,
            TellOfEnterprises tell) {
        this.claims = claims;
        this.enterprises = enterprises;
        this.successions = successions;
        this.names = names;
        this.tell = tell;
    }

    /// @throws org.springframework.dao.DataIntegrityViolationException when another claim was
    ///   faster
    void reserve(Claim claim, Instant now) {
        if (claim.kind().ofRegistered()) {
            reserveRegistered(claim);
            return;
        }
        Enterprise enterprise =
                enterprises
                        .lockByUscc(claim.uscc().value())
                        .orElseGet(
                                () -> enterprises.saveAndFlush(Enterprise.claimedBy(claim, now)));
        enterprise.reserve(claim);
        claim.reserved(enterprise);
        names.put(enterprise);
    }

    /// What is under way for it and stands no more gives way.
    private void reserveRegistered(Claim claim) {
        Enterprise enterprise = enterprises.lock(claim);
        claims.findByOpenChange(enterprise.getId()).stream()
                .filter(other -> !other.getId().equals(claim.getId()))
                .filter(other -> !successions.stands(other))
                .forEach(Claim::released);
        claims.flush();
        claim.reserved(enterprise);
        if (claim.kind() == Claim.Kind.succession) {
            successions.reserved(claim, enterprise.enterpriseId());
        }
    }

    void release(Claim claim) {
        if (claim.isReleased()) {
            return;
        }
        if (claim.kind().ofRegistered() || claim.isDraft()) {
            // Nothing is reserved; of a draft there may be no enterprise yet.
            claim.released();
            return;
        }
        Enterprise enterprise = enterprises.lock(claim);
        enterprise.free(claim);
        claim.released();
        tell.tell(claim, enterprise, "released");
    }
}
