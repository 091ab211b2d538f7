package cn.biaozhengtong.enterprise;

import cn.biaozhengtong.enterprise.claim.Claim;
import cn.biaozhengtong.enterprise.claim.EnterpriseState;
import cn.biaozhengtong.enterprise.handover.HandOver;
import cn.biaozhengtong.enterprise.invitation.InvitationState;
import cn.biaozhengtong.enterprise.membership.JoinRequest;
import cn.biaozhengtong.kit.test.ContractFiles;
import cn.biaozhengtong.kit.test.Transitions;
import org.junit.jupiter.api.Test;

class TransitionsDocumentTest {
    @Test
    void tables_areDocumented() {
        ContractFiles.mustEqual(
                "transitions.md",
                "# State machines of enterprise-service\n\n"
                        + Transitions.diagram("Enterprise 企业", EnterpriseState.being_claimed)
                        + "\n"
                        + Transitions.diagram("Claim 认领", Claim.State.draft)
                        + "\n"
                        + Transitions.diagram(
                                "Join request 加入申请", JoinRequest.State.awaiting_administrator)
                        + "\n"
                        + Transitions.diagram("Hand-over 移交管理员", HandOver.State.awaiting_signature)
                        + "\n"
                        + Transitions.diagram("Invitation 邀请", InvitationState.open));
    }
}
