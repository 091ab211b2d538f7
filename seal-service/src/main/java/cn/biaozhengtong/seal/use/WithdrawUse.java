package cn.biaozhengtong.seal.use;

import cn.biaozhengtong.kit.work.UnitOfWork;
import cn.biaozhengtong.seal.member.SealRights;
import java.util.UUID;
import org.springframework.stereotype.Component;

/// 撤章, before a bid is submitted: the platform whose document it is, or the enterprise's
/// administrator, takes a use back, and goes on with the document as it was before.
///
/// It undoes no signature: neither a bidder after the opening nor a platform may make a sealed
/// document worth nothing. Whoever verifies one is told who took it back, when and why.
@Component
public class WithdrawUse {
    private final SealUses uses;
    private final SealRights rights;
    private final UnitOfWork work;

    WithdrawUse(SealUses uses, SealRights rights, UnitOfWork work) {
        this.uses = uses;
        this.rights = rights;
        this.work = work;
    }

    /// The last seal in a platform's own document.
    public SealUse byPlatform(String client, UUID document, String reason) {
        SealUse it = uses.last(client, document).orElseThrow(UseProblem.use_unknown::exception);
        return withdrawn(it, SealUse.Party.platform, client, reason).withoutRecords();
    }

    public SealUse byEnterprise(UUID account, long id, String reason) {
        SealUse it = uses.find(id).orElseThrow(UseProblem.use_unknown::exception);
        if (!rights.belongs(account, it.enterpriseId())) {
            throw UseProblem.use_unknown.exception();
        }
        rights.mustAdminister(account, it.enterpriseId());
        return withdrawn(it, SealUse.Party.enterprise, account.toString(), reason);
    }

    /// A repeat is answered alike.
    private SealUse withdrawn(SealUse it, SealUse.Party by, String actor, String reason) {
        SealUse.Withdrawal before = it.withdrawn();
        if (before != null && before.by() == by && before.reason().equals(reason)) {
            return it;
        }
        work.run(() ->
                uses.withdraw(it, new SealUse.Withdrawal(by, reason, work.now(), null), actor));
        return uses.find(it.id()).orElseThrow();
    }
}
