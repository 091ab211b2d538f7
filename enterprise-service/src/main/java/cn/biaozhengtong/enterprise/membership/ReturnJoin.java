package cn.biaozhengtong.enterprise.membership;

import cn.biaozhengtong.kit.id.AccountId;
import java.util.UUID;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/// The administrator gives the request back (退回) with a reason.
@Component
public class ReturnJoin {
    private final JoinDesk desk;

    ReturnJoin(JoinDesk desk) {
        this.desk = desk;
    }

    @Transactional
    public void giveBack(AccountId administrator, UUID requestId, String reason) {
        JoinRequest request = desk.open(administrator, requestId);
        request.giveBack(reason);
        desk.decided(request, administrator, "returned", reason);
    }
}
