package cn.biaozhengtong.caorder.ordering;

import cn.biaozhengtong.kit.id.AccountId;
import cn.biaozhengtong.kit.id.EnterpriseId;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Port to who knows registered enterprises and their members (enterprise-service). Asked afresh
/// before each act, so that ended power ends at once.
public interface EnterpriseDesk {
    /// 管理员, 办事人员 or no member.
    enum Role {
        administrator,
        agent,
        none
    }

    Role role(AccountId account, EnterpriseId enterprise);

    Optional<AccountId> administrator(EnterpriseId enterprise);

    /// What is in force of it.
    ///
    /// @throws cn.biaozhengtong.kit.problem.ProblemException when it is not registered
    ClaimDesk.Statement inForce(EnterpriseId enterprise);

    /// Why a reviewer should look twice at a name; asked when he looks, so that who came since is
    /// among them.
    ///
    /// @param uscc whose name it is, or would be
    List<NameWarning> nameWarnings(String uscc, String name);

    /// What is strange about a name, or whose name it looks like.
    ///
    /// @param kind `invisible`, `mixed_scripts`, `same_name` or `look_alike`; more may come
    /// @param likeEnterprise null where the name itself is strange
    record NameWarning(
            String kind, String chinese, String english, @Nullable LikeEnterprise likeEnterprise) {}

    /// An enterprise that is registered, or is being claimed.
    record LikeEnterprise(String name, String uscc) {}
}
