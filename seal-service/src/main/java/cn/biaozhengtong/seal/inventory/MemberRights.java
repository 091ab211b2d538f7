package cn.biaozhengtong.seal.inventory;

import java.util.UUID;

/// Port to who knows the members of enterprises (enterprise-service).
public interface MemberRights {
    /// `administrator`, `agent` or `none`.
    String role(UUID enterprise, UUID account);
}
