package cn.biaozhengtong.enterprise.membership;

import java.util.UUID;
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

    public void frozen(UUID account) {
        memberships.suspend(account);
    }

    public void unfrozen(UUID account) {
        memberships.resume(account);
    }

    public void deleted(UUID account) {
        memberships.resume(account);
        end.accountDeleted(account);
    }
}
