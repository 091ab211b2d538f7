package cn.biaozhengtong.enterprise.operations;

import cn.biaozhengtong.enterprise.claim.ReadClaim;
import cn.biaozhengtong.enterprise.delegation.Delegate;
import cn.biaozhengtong.enterprise.dispute.RaiseDispute;
import cn.biaozhengtong.enterprise.handover.ListHandOvers;
import cn.biaozhengtong.enterprise.membership.ListJoins;
import cn.biaozhengtong.enterprise.membership.Memberships;
import cn.biaozhengtong.kit.id.AccountId;
import java.util.Map;
import org.springframework.stereotype.Component;

/// What this service stores about a person, for his copy of it; what he stated is opened.
@Component
public class CopyPersonalData {
    private final Memberships memberships;
    private final ListJoins joins;
    private final ReadClaim claims;
    private final Acts acts;

    CopyPersonalData(Memberships memberships, ListJoins joins, ReadClaim claims, Acts acts) {
        this.memberships = memberships;
        this.joins = joins;
        this.claims = claims;
        this.acts = acts;
    }

    /// What he did and what was granted to him.
    @Component
    record Acts(ListHandOvers handOvers, Delegate delegations, RaiseDispute disputes) {}

    public Map<String, Object> of(AccountId account) {
        return Map.of(
                "memberships", memberships.of(account),
                "joinRequests", joins.of(account),
                "claims", claims.of(account),
                "handOvers", acts.handOvers().of(account),
                "delegations", acts.delegations().to(account),
                "disputes", acts.disputes().of(account));
    }
}
