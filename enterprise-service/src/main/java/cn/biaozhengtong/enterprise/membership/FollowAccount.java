package cn.biaozhengtong.enterprise.membership;

import cn.biaozhengtong.kit.id.AccountId;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/// A frozen account has no power anywhere; a deleted one belongs to nothing. In the caller's
/// transaction.
@Component
@Transactional(propagation = Propagation.MANDATORY)
public class FollowAccount {
    private final Memberships memberships;
    private final EndMembership end;

    FollowAccount(Memberships memberships, EndMembership end) {
        this.memberships = memberships;
        this.end = end;
    }

    public void frozen(AccountId account) {
        memberships.suspend(account);
    }

    public void unfrozen(AccountId account) {
        memberships.resume(account);
    }

    public void deleted(AccountId account) {
        memberships.resume(account);
        end.accountDeleted(account);
    }
}
