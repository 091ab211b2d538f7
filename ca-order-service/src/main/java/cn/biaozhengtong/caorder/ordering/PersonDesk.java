package cn.biaozhengtong.caorder.ordering;

import java.util.UUID;

/// Port to who knows the persons behind accounts (identity-service).
public interface PersonDesk {
    /// The name that was verified; empty before.
    String verifiedName(UUID account);
}
