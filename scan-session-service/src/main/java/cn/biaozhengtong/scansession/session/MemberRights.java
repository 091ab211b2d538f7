package cn.biaozhengtong.scansession.session;

import java.util.UUID;

/// Port to who knows the members of enterprises (enterprise-service); asked before each signature.
public interface MemberRights {
    /// `administrator`, `agent` or `none`.
    String role(UUID enterprise, UUID account);
}
