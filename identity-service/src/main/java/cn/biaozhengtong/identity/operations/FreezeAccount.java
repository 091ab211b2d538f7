package cn.biaozhengtong.identity.operations;

import cn.biaozhengtong.identity.account.Accounts;
import cn.biaozhengtong.identity.login.KeepLogin;
import cn.biaozhengtong.kit.id.AccountId;
import org.springframework.stereotype.Component;

/// An operator freezes an account (冻结账号): every login ends, nobody gets in, and the other services
/// let nothing happen in its name; lifting it gives back what the holder does not have to prove.
@Component
public class FreezeAccount {
    private final Accounts accounts;
    private final KeepLogin logins;

    FreezeAccount(Accounts accounts, KeepLogin logins) {
        this.accounts = accounts;
        this.logins = logins;
    }

    /// Repeating changes nothing.
    public void freeze(String operator, AccountId account, String reason) {
        logins.endAll(account, () -> accounts.freeze(operator, account, true, reason));
    }

    public void unfreeze(String operator, AccountId account, String reason) {
        accounts.freeze(operator, account, false, reason);
    }
}
