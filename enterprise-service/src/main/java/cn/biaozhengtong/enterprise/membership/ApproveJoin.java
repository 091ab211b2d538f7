package cn.biaozhengtong.enterprise.membership;

import cn.biaozhengtong.kit.id.AccountId;
import java.util.UUID;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/// The administrator agrees (同意): the applicant becomes an agent (R15).
@Component
public class ApproveJoin {
    private final JoinDesk desk;
    private final Memberships memberships;

    ApproveJoin(JoinDesk desk, Memberships memberships) {
        this.desk = desk;
        this.memberships = memberships;
    }

    @Transactional
    public void approve(AccountId administrator, UUID requestId) {
        JoinRequest request = desk.open(administrator, requestId);
        request.approve();
        if (memberships.role(request.applicantId(), request.enterpriseId()).isEmpty()) {
            memberships.addAgent(request.applicantId(), request.enterpriseId());
        }
        desk.decided(request, administrator, "approved", null);
    }
}
