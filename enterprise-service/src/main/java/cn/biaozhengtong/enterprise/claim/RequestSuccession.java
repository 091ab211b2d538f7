package cn.biaozhengtong.enterprise.claim;

import cn.biaozhengtong.enterprise.membership.MembershipEvents;
import cn.biaozhengtong.kit.id.AccountId;
import cn.biaozhengtong.kit.id.EnterpriseId;
import java.util.UUID;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/// An administrator who is gone is replaced (接任管理员, R16): an agent, or whoever's dispute was
/// upheld, states the enterprise's data like a claimer and places an order that two operators
/// review. The administrator is told, and keeps the role until then.
@Component
public class RequestSuccession {
    private final Claims claims;
    private final Enterprises enterprises;
    private final Successions successions;
    private final MembershipEvents events;
    private final ClaimEnterprise draft;

    RequestSuccession(
            Claims claims,
            Enterprises enterprises,
            Successions successions,
            MembershipEvents events,
            ClaimEnterprise draft) {
        this.claims = claims;
        this.enterprises = enterprises;
        this.successions = successions;
        this.events = events;
        this.draft = draft;
    }

    /// @return what an order of kind claim is placed for
    @Transactional
    public UUID request(
            AccountId account, EnterpriseId enterpriseId, ClaimEnterprise.Statement statement) {
        if (successions.hasPlace(account, enterpriseId)) {
            throw ClaimProblem.administrator_already.exception();
        }
        String uscc = statement.uscc().value();
        boolean may = successions.may(account, enterpriseId, uscc);
        Enterprise enterprise =
                enterprises
                        .findById(enterpriseId.value())
                        .filter(it -> may && it.state() == EnterpriseState.registered)
                        .orElseThrow(ClaimProblem.enterprise_unknown::exception);
        if (!enterprise.uscc().equals(uscc)) {
            throw ClaimProblem.uscc_changed.exception();
        }
        Claim succession = draft.draft(account, statement);
        succession.succeedsIn(enterprise);
        claims.save(succession);
        successions
                .holder(enterpriseId)
                .ifPresent(it -> events.successionRequested(account, enterpriseId, it));
        return succession.getId();
    }
}
