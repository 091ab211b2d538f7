package cn.biaozhengtong.enterprise.claim;

import cn.biaozhengtong.enterprise.membership.Memberships;
import cn.biaozhengtong.enterprise.membership.Role;
import cn.biaozhengtong.kit.id.AccountId;
import cn.biaozhengtong.kit.id.EnterpriseId;
import java.util.UUID;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/// Takes down new data of a registered enterprise (企业信息变更, R18) as a draft; it takes effect when
/// the change order's certificate was downloaded. The USCC never changes.
@Component
public class ChangeEnterprise {
    private final Claims claims;
    private final Enterprises enterprises;
    private final Memberships memberships;
    private final ClaimEnterprise draft;

    ChangeEnterprise(
            Claims claims,
            Enterprises enterprises,
            Memberships memberships,
            ClaimEnterprise draft) {
        this.claims = claims;
        this.enterprises = enterprises;
        this.memberships = memberships;
        this.draft = draft;
    }

    /// @return what an order of kind change is placed for
    @Transactional
    public UUID change(
            AccountId account, EnterpriseId enterpriseId, ClaimEnterprise.Statement statement) {
        boolean administrator =
                memberships
                        .role(account, enterpriseId)
                        .filter(Role.administrator::equals)
                        .isPresent();
        Enterprise enterprise =
                enterprises
                        .findById(enterpriseId.value())
                        .filter(it -> administrator)
                        .orElseThrow(ClaimProblem.enterprise_unknown::exception);
        if (!enterprise.uscc().equals(statement.uscc().value())) {
            throw ClaimProblem.uscc_changed.exception();
        }
        Claim change = draft.draft(account, statement);
        change.changes(enterprise);
        claims.save(change);
        return change.getId();
    }
}
