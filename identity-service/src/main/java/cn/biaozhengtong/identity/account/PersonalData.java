package cn.biaozhengtong.identity.account;

import cn.biaozhengtong.kit.id.AccountId;

/// Role of a feature that stores something about a person: it can say what, and let it go.
public interface PersonalData {
    /// Name of this part in an export, such as `devices`.
    String part();

    /// Everything stored about the person, opened, as it is turned into JSON; never secrets.
    Object export(AccountId account);

    /// Removes it, in the caller's transaction.
    void erase(AccountId account);
}
