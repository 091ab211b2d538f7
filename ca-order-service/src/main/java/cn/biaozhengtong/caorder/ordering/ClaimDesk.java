package cn.biaozhengtong.caorder.ordering;

import cn.biaozhengtong.kit.id.AccountId;
import cn.biaozhengtong.kit.id.EnterpriseId;
import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Port to who keeps claims and enterprises (enterprise-service); every command is repeatable.
public interface ClaimDesk {
    /// What was stated, the fields read here.
    ///
    /// @param kind `claim` or `change` of a registered enterprise
    /// @param enterpriseId null before the claim was reserved
    /// @param stands whether what operators decide or decided about it is still so; null from a
    ///   version before that did not say
    record Statement(
            UUID claimId,
            String kind,
            AccountId accountId,
            @Nullable EnterpriseId enterpriseId,
            String uscc,
            String name,
            String legalPerson,
            String legalIdType,
            String legalIdNumber,
            @Nullable LocalDate licenceExpiresOn,
            @Nullable Boolean stands) {
        boolean isVoid() {
            return Boolean.FALSE.equals(stands);
        }

        boolean isChange() {
            return kind.equals("change");
        }
    }

    /// @throws cn.biaozhengtong.kit.problem.ProblemException when there is no such claim
    Statement statement(UUID claimId);

    /// Reserves the enterprise for the claim.
    Statement reserve(UUID claimId);

    void confirm(UUID claimId);

    void release(UUID claimId);
}
