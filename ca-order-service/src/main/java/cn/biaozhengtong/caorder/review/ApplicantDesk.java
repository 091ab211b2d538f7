package cn.biaozhengtong.caorder.review;

import java.util.UUID;

/// Port to who knows the applicants (identity-service).
public interface ApplicantDesk {
    /// The name that was verified; empty before.
    String verifiedName(UUID account);
}
