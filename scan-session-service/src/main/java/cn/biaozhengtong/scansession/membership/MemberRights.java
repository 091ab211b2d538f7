package cn.biaozhengtong.scansession.membership;

import java.util.UUID;

/// Port to who knows the members of enterprises (enterprise-service); asked before each signature.
public interface MemberRights {
    /// [Role#none] for strangers, and for roles that this service does not know.
    Role role(UUID enterprise, UUID account);

    /// What a member is about to do with his own certificate in a session.
    ///
    /// @param useId the session's; the same one is counted once
    record Use(String useId, String platform, String sessionKind) {}

    /// Whether an agent may, by what the administrator delegated to him; counts nothing.
    boolean mayUse(UUID enterprise, UUID account, Use use);

    /// Counts it; false when nothing is left of it.
    boolean use(UUID enterprise, UUID account, Use use);
}
