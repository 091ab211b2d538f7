package cn.biaozhengtong.enterprise.membership;

import cn.biaozhengtong.kit.id.AccountId;
import cn.biaozhengtong.kit.id.Person;
import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import java.util.UUID;

/// Port to who knows the persons behind accounts (identity-service).
public interface AccountDirectory {
    /// Whether the account is a verified person with this name and phone.
    boolean matches(AccountId account, String name, String phone);

    /// Real names of verified accounts; those without one are missing.
    Map<AccountId, String> names(Collection<AccountId> accounts);

    /// Whether the account is logged in to with this number.
    boolean hasPhone(AccountId account, String phone);

    /// Who asks: the same device and login have to have begun a verification that is to count.
    record Asker(Person person, String login) {}

    /// Spends, once, the proof of identity that the asker began after the moment for taking over by
    /// this offer; a proof for anything else, or from elsewhere, is none.
    ///
    /// @return false when there is none
    boolean provedForHandOver(Asker who, UUID handOver, Instant since);

    /// Lets whoever has the number know that an enterprise invites him, now or when he registers.
    ///
    /// @param token that accepts the invitation
    void invite(String phone, String enterpriseName, String token);
}
