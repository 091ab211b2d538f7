package cn.biaozhengtong.enterprise.delegation;

import cn.biaozhengtong.kit.id.AccountId;
import cn.biaozhengtong.kit.id.EnterpriseId;
import java.time.Instant;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// One grant to one agent.
///
/// @param subjectId a seal's id; empty for the agent's own certificate
/// @param platforms codes; empty for every one
/// @param sessionKinds such as `login`, `sign`
public record Delegation(
        UUID id,
        EnterpriseId enterpriseId,
        AccountId agentId,
        SubjectKind subjectKind,
        String subjectId,
        Set<String> platforms,
        Set<String> sessionKinds,
        int usesAllowed,
        int usesSpent,
        Instant until,
        @Nullable Instant endedAt) {
    public enum SubjectKind {
        certificate,
        seal
    }

    /// What is about to be done.
    ///
    /// @param useId the session's; the same one is counted once
    public record Use(
            String useId,
            SubjectKind subjectKind,
            String subjectId,
            String platform,
            String sessionKind) {}

    boolean isInForce(Instant now) {
        return endedAt == null && until.isAfter(now) && usesSpent < usesAllowed;
    }

    boolean covers(Use use, Instant now) {
        return isInForce(now)
                && subjectKind == use.subjectKind()
                && subjectId.equals(use.subjectId())
                && (platforms.isEmpty() || platforms.contains(use.platform()))
                && sessionKinds.contains(use.sessionKind());
    }
}
