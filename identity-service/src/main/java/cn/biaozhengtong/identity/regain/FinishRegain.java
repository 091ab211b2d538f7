package cn.biaozhengtong.identity.regain;

import cn.biaozhengtong.identity.account.AccountProblem;
import cn.biaozhengtong.identity.account.Accounts;
import cn.biaozhengtong.identity.deletion.DeleteAccount;
import cn.biaozhengtong.kit.id.AccountId;
import cn.biaozhengtong.kit.id.DeviceId;
import java.util.UUID;
import org.springframework.stereotype.Component;

/// The number changes, once, for the ticket's holder; with it every login of the account ends, and
/// its password.
@Component
public class FinishRegain {
    private final FollowRegain follow;
    private final Accounts accounts;
    private final DeleteAccount deletion;
    private final RebindAccount rebind;

    FinishRegain(
            FollowRegain follow, Accounts accounts, DeleteAccount deletion, RebindAccount rebind) {
        this.follow = follow;
        this.accounts = accounts;
        this.deletion = deletion;
        this.rebind = rebind;
    }

    /// A second account that the person made with the new number, and that was never verified,
    /// gives way, when it was there before this began: it can hold nothing.
    ///
    /// @throws cn.biaozhengtong.kit.problem.ProblemException before the time, after the end, while
    ///   the account is frozen, and when the new number became another person's
    public void finish(UUID id, String ticket, DeviceId device) {
        FollowRegain.Due it = follow.due(id, ticket, device);
        accounts.find(it.phone())
                .filter(found -> !found.equals(it.account()))
                .ifPresent(found -> give(found, it));
        rebind.rebind(it);
    }

    /// Who registered after the number was proved here is somebody who has it now.
    private void give(AccountId found, FollowRegain.Due it) {
        if (accounts.profile(found).verified() || !accounts.wasThere(found, it.since())) {
            throw AccountProblem.phone_taken.exception();
        }
        deletion.giveWay(found);
    }
}
