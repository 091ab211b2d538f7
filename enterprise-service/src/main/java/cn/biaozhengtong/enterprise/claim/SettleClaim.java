package cn.biaozhengtong.enterprise.claim;

import cn.biaozhengtong.enterprise.history.History;
import cn.biaozhengtong.enterprise.membership.Memberships;
import cn.biaozhengtong.enterprise.membership.Succeed;
import cn.biaozhengtong.kit.events.Outbox;
import cn.biaozhengtong.kit.id.AccountId;
import cn.biaozhengtong.kit.id.EnterpriseId;
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
    private final Succeed succeed;
    private final Outbox outbox;
    private final History history;
    private final TransactionTemplate transactions;

    SettleClaim(
            ClaimBooks books,
            Memberships memberships,
            Succeed succeed,
            Outbox outbox,
            History history,
            TransactionTemplate transactions) {
        this.books = books;
        this.memberships = memberships;
        this.succeed = succeed;
        this.outbox = outbox;
        this.history = history;
        this.transactions = transactions;
    }

    private record EnterpriseEvent(EnterpriseId enterpriseId, String uscc) {}

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
    /// stated is in force (R18). A succession that stands no more changes nothing, and the
    /// certificate is told to rest when its holder belongs no longer.
    public void confirm(UUID claimId) {
        Claim seen = books.claim(claimId);
        transactions.executeWithoutResult(status -> {
            Enterprise enterprise = books.lock(seen);
            memberships.lock(enterprise.enterpriseId());
            // As it is now: who is removed has his succession released.
            Claim claim = books.claim(claimId);
            if (claim.isConfirmed() || claim.isVoidSuccession()) {
                return;
            }
            if (!books.stands(claim)) {
                claim.released();
                history.record(
                        claim.accountId().toString(),
                        enterprise.enterpriseId(),
                        "enterprise.succession_void",
                        enterprise.name());
                succeed.refused(claim.accountId(), enterprise.enterpriseId());
                return;
            }
            claim.confirmed();
            switch (claim.kind()) {
                case change -> {
                    enterprise.change(claim);
                    books.index(enterprise);
                    record(claim, enterprise, "changed");
                }
                case succession -> {
                    enterprise.change(claim);
                    // Whoever froze certificates in its name hears of the end. What an operator
                    // froze after the request he alone releases.
                    if (enterprise.unfreezeIfBefore(claim.createdAt())) {
                        record(claim, enterprise, "unfrozen");
                    }
                    books.index(enterprise);
                    succeed.take(claim.accountId(), enterprise.enterpriseId(), books.former(claim));
                    record(claim, enterprise, "changed");
                }
                case claim -> {
                    enterprise.register(claim);
                    memberships.appointAdministrator(claim.accountId(), enterprise.enterpriseId());
                    record(claim, enterprise, "registered");
                }
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
            if (claim.kind().ofRegistered() || claim.isDraft()) {
                // Nothing is reserved; of a draft there may be no enterprise yet.
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
        history.record(
                claim.accountId().toString(),
                enterprise.enterpriseId(),
                "enterprise." + what,
                enterprise.name());
        outbox.append(
                TOPIC,
                id,
                "enterprise.enterprise." + what + ".v1",
                new EnterpriseEvent(enterprise.enterpriseId(), enterprise.uscc()));
    }

    /// Claims and enterprises together, as the commands need them.
    @Component
    static class ClaimBooks {
        private final Claims claims;
        private final Enterprises enterprises;
        private final NameIndex names;
        private final LookAlikes lookAlikes;
        private final Successions successions;
        private final Clock clock;

        ClaimBooks(
                Claims claims,
                Enterprises enterprises,
                NameIndex names,
                LookAlikes lookAlikes,
                Successions successions,
                Clock clock) {
            this.successions = successions;
            this.claims = claims;
            this.enterprises = enterprises;
            this.names = names;
            this.lookAlikes = lookAlikes;
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

        /// What the enterprise is called from now on is found, and whom it looks like.
        void index(Enterprise enterprise) {
            enterprises.saveAndFlush(enterprise);
            names.put(enterprise.enterpriseId(), enterprise.name());
            lookAlikes.put(enterprise.enterpriseId(), enterprise.name());
        }

        boolean stands(Claim claim) {
            return successions.stands(claim);
        }

        AccountId former(Claim claim) {
            return successions.former(claim);
        }

        boolean isChange(UUID id) {
            return claim(id).kind().ofRegistered();
        }

        void reserve(UUID claimId) {
            Claim claim = claim(claimId);
            if (claim.kind().ofRegistered()) {
                Enterprise enterprise = lock(claim);
                claims.findByOpenChange(enterprise.getId()).stream()
                        .filter(other -> !other.getId().equals(claimId))
                        .filter(other -> !successions.stands(other))
                        .forEach(Claim::released);
                claims.flush();
                claim.reserved(enterprise);
                if (claim.kind() == Claim.Kind.succession) {
                    successions.reserved(claim, enterprise.enterpriseId());
                }
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
            index(enterprise);
        }
    }
}
