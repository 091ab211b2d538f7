package cn.biaozhengtong.enterprise.delegation;

import java.util.UUID;

/// Port to who keeps seals (seal-service).
public interface SealInventory {
    /// Whether the enterprise has this seal, and did not cancel it.
    boolean has(UUID enterprise, UUID seal);
}
