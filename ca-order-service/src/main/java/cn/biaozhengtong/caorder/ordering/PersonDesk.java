package cn.biaozhengtong.caorder.ordering;

import cn.biaozhengtong.kit.id.AccountId;

/// Port to who knows the persons behind accounts (identity-service).
public interface PersonDesk {
    /// The name that was verified; empty before.
    String verifiedName(AccountId account);
}
