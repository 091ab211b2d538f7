package cn.biaozhengtong.enterprise.membership;

import java.util.Collection;
import java.util.Map;
import java.util.UUID;

/// Port to who knows the persons behind accounts (identity-service).
public interface AccountDirectory {
    /// Whether the account is a verified person with this name and phone.
    boolean matches(UUID account, String name, String phone);

    /// Real names of verified accounts; those without one are missing.
    Map<UUID, String> names(Collection<UUID> accounts);
}
