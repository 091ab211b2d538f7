package cn.biaozhengtong.enterprise.claim;

import cn.biaozhengtong.enterprise.membership.Memberships;
import cn.biaozhengtong.kit.audit.AuditLog;
import cn.biaozhengtong.kit.events.Outbox;
import java.time.Clock;
import java.util.UUID;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/// The saga's three commands: reserve, confirm, release. Each may be repeated without effect.
@Component
public class SettleClaim {
    private static final String TOPIC = "enterprise.enterprise";

    private final ClaimBooks books;
    private final Memberships memberships;
    private final Outbox outbox;
    private final AuditLog audit;
    private final TransactionTemplate transactions;

    SettleClaim(
            ClaimBooks books,
            Memberships memberships,
            Outbox outbox,
            AuditLog audit,
            TransactionTemplate transactions) {
        this.books = books;
        this.memberships = memberships;
        this.outbox = outbox;
        this.audit = audit;
        this.transactions = transactions;
    }

    private record EnterpriseEvent(UUID enterpriseId, String uscc) {}

    /// Reserves the USCC for this claim; of simultaneous claims one wins by the UNIQUE key.
    public void reserve(UUID claimId) {
        try {
            transactions.executeWithoutResult(status -> books.reserve(claimId));
        } catch (DataIntegrityViolationException e) {
            throw books.isChange(claimId)
                    ? ClaimProblem.being_changed.exception()
                    : ClaimProblem.being_claimed.exception();
        }
    }

    /// The certificate was downloaded: the claimer becomes administrator (R14); what a change
    /// stated is in force (R18).
    public void confirm(UUID claimId) {
        transactions.executeWithoutResult(status -> {
            Claim claim = books.claim(claimId);
            if (claim.isConfirmed()) {
                return;
            }
            Enterprise enterprise = books.lock(claim);
            claim.confirmed();
            if (claim.kind() == Claim.Kind.change) {
                enterprise.change(claim);
                record(claim, enterprise, "changed");
            } else {
                enterprise.register(claim);
                memberships.appointAdministrator(enterprise.getId(), claim.accountId());
                record(claim, enterprise, "registered");
            }
        });
    }

    /// The order was rejected, closed or refunded: the enterprise is free again.
    public void release(UUID claimId) {
        transactions.executeWithoutResult(status -> {
            Claim claim = books.claim(claimId);
            if (claim.isReleased()) {
                return;
            }
            if (claim.kind() == Claim.Kind.change) {
                claim.released();
                return;
            }
            Enterprise enterprise = books.lock(claim);
            enterprise.free(claim);
            claim.released();
            record(claim, enterprise, "released");
        });
    }

    private void record(Claim claim, Enterprise enterprise, String what) {
        String id = enterprise.getId().toString();
        audit.record(claim.accountId().toString(), "enterprise." + what, id, enterprise.uscc());
        outbox.append(
                TOPIC,
                id,
                "enterprise.enterprise." + what + ".v1",
                new EnterpriseEvent(enterprise.getId(), enterprise.uscc()));
    }

    /// Claims and enterprises together, as the commands need them.
    @Component
    static class ClaimBooks {
        private final Claims claims;
        private final Enterprises enterprises;
        private final Clock clock;

        ClaimBooks(Claims claims, Enterprises enterprises, Clock clock) {
            this.claims = claims;
            this.enterprises = enterprises;
            this.clock = clock;
        }

        Claim claim(UUID id) {
            return claims.findById(id).orElseThrow(ClaimProblem.claim_unknown::exception);
        }

        Enterprise lock(Claim claim) {
            return enterprises
                    .lockByUscc(claim.uscc().value())
                    .orElseThrow(ClaimProblem.claim_closed::exception);
        }

        boolean isChange(UUID id) {
            return claim(id).kind() == Claim.Kind.change;
        }

        void reserve(UUID claimId) {
            Claim claim = claim(claimId);
            if (claim.kind() == Claim.Kind.change) {
                claim.reserved(lock(claim));
                return;
            }
            Enterprise enterprise =
                    enterprises
                            .lockByUscc(claim.uscc().value())
                            .orElseGet(() ->
                                    enterprises.saveAndFlush(
                                            Enterprise.claimedBy(claim, clock.instant())));
            enterprise.reserve(claim);
            claim.reserved(enterprise);
        }
    }
}
