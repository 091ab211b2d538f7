package cn.biaozhengtong.seal.member;

import cn.biaozhengtong.kit.id.AccountId;
import cn.biaozhengtong.kit.id.EnterpriseId;

/// Port to who knows people by their verified identity.
public interface Persons {
    /// Whether the account's verified person is the enterprise's legal person, by name and number
    /// of his document.
    boolean isLegalPerson(AccountId account, EnterpriseId enterprise);
}
