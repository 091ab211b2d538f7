package cn.biaozhengtong.enterprise.membership;

import cn.biaozhengtong.kit.id.AccountId;
import cn.biaozhengtong.kit.id.EnterpriseId;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// `enterprise.membership.{requested,approved,returned}.v1`, as others read it.
record MembershipEvent(
        UUID requestId,
        EnterpriseId enterpriseId,
        AccountId applicantId,
        AccountId administratorId,
        @Nullable String reason) {
    static final String TOPIC = "enterprise.membership";
}
