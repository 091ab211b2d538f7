package cn.biaozhengtong.enterprise.delegation;

import cn.biaozhengtong.kit.id.EnterpriseId;
import java.util.UUID;

/// Port to who keeps seals (seal-service).
public interface SealInventory {
    /// Whether the enterprise has this seal, and did not cancel it.
    boolean has(EnterpriseId enterprise, UUID seal);
}
