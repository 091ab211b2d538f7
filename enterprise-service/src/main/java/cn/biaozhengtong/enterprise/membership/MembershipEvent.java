package cn.biaozhengtong.enterprise.membership;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// `enterprise.membership.{requested,approved,returned}.v1`, as others read it.
record MembershipEvent(
        UUID requestId,
        UUID enterpriseId,
        UUID applicantId,
        UUID administratorId,
        @Nullable String reason) {
    static final String TOPIC = "enterprise.membership";
}
