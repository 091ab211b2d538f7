package cn.biaozhengtong.acceptance;

import java.time.Duration;
import java.util.UUID;

/// Two operators who find nothing wrong with an order.
final class Approval {
    private final OperatorTool reviewer;
    private final OperatorTool approver;

    Approval(Endpoints endpoints, Duration patience) {
        reviewer = new OperatorTool(endpoints, "reviewer-li", patience);
        approver = new OperatorTool(endpoints, "approver-wang", patience);
    }

    void approve(UUID order) {
        reviewer.decide(order, "review", "approve", "");
        approver.decide(order, "approval", "approve", "");
    }
}
