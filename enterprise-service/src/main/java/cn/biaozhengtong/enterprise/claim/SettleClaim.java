package cn.biaozhengtong.enterprise.claim;

import cn.biaozhengtong.kit.work.UnitOfWork;
import java.util.UUID;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.stereotype.Component;

/// The saga's three commands: reserve, confirm, release. Each may be repeated without effect.
@Component
public class SettleClaim {
    private final Claims claims;
    private final Enterprises enterprises;
    private final ReserveEnterprise reserve;
    private final ConfirmClaim confirm;
    private final UnitOfWork work;

    SettleClaim(
            Claims claims,
            Enterprises enterprises,
            ReserveEnterprise reserve,
            ConfirmClaim confirm,
            UnitOfWork work) {
        this.claims = claims;
        this.enterprises = enterprises;
        this.reserve = reserve;
        this.confirm = confirm;
        this.work = work;
    }

    /// Reserves the USCC for this claim; of simultaneous claims one wins by the UNIQUE key.
    public void reserve(UUID claimId) {
        try {
            work.run(() -> reserve.reserve(claims.claim(claimId), work.now()));
        } catch (DataIntegrityViolationException e) {
            throw claims.claim(claimId).kind().ofRegistered()
                    ? ClaimProblem.being_changed.exception()
                    : ClaimProblem.being_claimed.exception();
        }
    }

    /// The certificate was downloaded.
    public void confirm(UUID claimId) {
        Claim seen = claims.claim(claimId);
        work.run(() -> confirm.confirm(claimId, enterprises.lock(seen)));
    }

    /// The order was rejected, closed or refunded: the enterprise is free again.
    public void release(UUID claimId) {
        work.run(() -> reserve.release(claims.claim(claimId)));
    }
}
