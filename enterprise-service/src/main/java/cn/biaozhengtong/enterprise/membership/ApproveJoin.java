package cn.biaozhengtong.enterprise.membership;

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
    public void approve(UUID administrator, UUID requestId) {
        JoinRequest request = desk.open(administrator, requestId);
        request.approve();
        if (memberships.role(request.enterpriseId(), request.applicantId()).isEmpty()) {
            memberships.addAgent(request.enterpriseId(), request.applicantId());
        }
        desk.decided(request, administrator, "approved", null);
    }
}
