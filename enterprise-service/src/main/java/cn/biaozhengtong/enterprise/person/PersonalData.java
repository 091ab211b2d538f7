package cn.biaozhengtong.enterprise.person;

import cn.biaozhengtong.kit.id.AccountId;

/// Role of a feature that stores something about a person: it can say what.
public interface PersonalData {
    /// Name of this part in a copy, such as `memberships`.
    String part();

    /// Everything stored about the person, opened, as it is turned into JSON; never secrets.
    Object export(AccountId account);
}
