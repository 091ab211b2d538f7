package cn.biaozhengtong.seal.member;

import cn.biaozhengtong.seal.life.SealId;
import java.util.Set;
import java.util.UUID;

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

    Role role(UUID enterprise, UUID account);

    Facts facts(UUID enterprise);

    /// Agents whom a delegation in force lets use a seal.
    Set<UUID> delegates(UUID enterprise, SealId seal);
}
