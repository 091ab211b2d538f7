package cn.biaozhengtong.caorder.ordering;

import java.util.Optional;
import java.util.UUID;

/// Port to who knows registered enterprises and their members (enterprise-service). Asked afresh
/// before each act, so that ended power ends at once.
public interface EnterpriseDesk {
    /// 管理员, 办事人员 or no member.
    enum Role {
        administrator,
        agent,
        none
    }

    Role role(UUID enterprise, UUID account);

    Optional<UUID> administrator(UUID enterprise);

    /// What is in force of it.
    ///
    /// @throws cn.biaozhengtong.kit.problem.ProblemException when it is not registered
    ClaimDesk.Statement inForce(UUID enterprise);
}
