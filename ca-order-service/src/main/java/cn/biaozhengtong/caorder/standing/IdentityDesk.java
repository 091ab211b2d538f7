package cn.biaozhengtong.caorder.standing;

import java.time.Instant;
import java.util.UUID;

/// Port to who verifies people (identity-service).
public interface IdentityDesk {
    /// Whether the account proved its identity in a verification begun after the moment.
    boolean verifiedSince(UUID account, Instant moment);
}
