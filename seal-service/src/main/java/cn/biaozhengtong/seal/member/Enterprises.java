package cn.biaozhengtong.seal.member;

import cn.biaozhengtong.kit.id.AccountId;
import cn.biaozhengtong.kit.id.EnterpriseId;
import cn.biaozhengtong.seal.life.SealId;
import java.util.Set;

/// Port to who knows enterprises and their members (enterprise-service). Asked afresh before each
/// act, so that ended power ends at once.
public interface Enterprises {
    /// 管理员, 办事人员 or no member.
    enum Role {
        administrator,
        agent,
        none
    }

    /// What is in force of an enterprise.
    record Facts(String name, String uscc, String legalPerson) {}

    Role role(AccountId account, EnterpriseId enterprise);

    Facts facts(EnterpriseId enterprise);

    /// Agents whom a delegation in force lets use a seal.
    Set<AccountId> delegates(EnterpriseId enterprise, SealId seal);
}
