package cn.biaozhengtong.identity.account;

import cn.biaozhengtong.kit.id.AccountId;
import org.springframework.stereotype.Component;

/// The account itself as a part of what is stored about a person; let go by [Accounts#delete].
@Component
class AccountData implements PersonalData {
    private final Accounts accounts;

    AccountData(Accounts accounts) {
        this.accounts = accounts;
    }

    @Override
    public String part() {
        return "account";
    }

    @Override
    public Object export(AccountId account) {
        return accounts.own(account);
    }

    /// Nothing is left to do here.
    @Override
    public void erase(AccountId account) {}
}
