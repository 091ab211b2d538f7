package cn.biaozhengtong.enterprise.membership;

import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import java.util.UUID;

/// Port to who knows the persons behind accounts (identity-service).
public interface AccountDirectory {
    /// Whether the account is a verified person with this name and phone.
    boolean matches(UUID account, String name, String phone);

    /// Real names of verified accounts; those without one are missing.
    Map<UUID, String> names(Collection<UUID> accounts);

    /// Whether the account is logged in to with this number.
    boolean hasPhone(UUID account, String phone);

    /// Whether the person proved his identity after the moment.
    boolean verifiedSince(UUID account, Instant moment);

    /// Lets whoever has the number know that an enterprise invites him, now or when he registers.
    ///
    /// @param token that accepts the invitation
    void invite(String phone, String enterpriseName, String token);
}
