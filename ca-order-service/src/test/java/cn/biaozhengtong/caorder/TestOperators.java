package cn.biaozhengtong.caorder;

import cn.biaozhengtong.caorder.operatorkey.OperatorKeys;
import cn.biaozhengtong.caorder.review.DecideOrder;
import cn.biaozhengtong.caorder.review.Decision;
import cn.biaozhengtong.caorder.review.ReviewDesk;
import cn.biaozhengtong.crypto.Preimage;
import cn.biaozhengtong.crypto.SignedContext;
import cn.biaozhengtong.crypto.Sm2KeyPair;
import cn.biaozhengtong.crypto.cert.CertificateRequest;
import cn.biaozhengtong.crypto.cert.DistinguishedName;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;

/// Two operators with keys of their own, who approve whatever they see.
public final class TestOperators {
    private final ReviewDesk desk;
    private final DecideOrder decide;
    private final Operator reviewer;
    private final Operator approver;

    private record Operator(String name, Sm2KeyPair key) {
        static Operator enrolled(OperatorKeys operators, String role) {
            Operator it = new Operator(role + "-" + UUID.randomUUID(), Sm2KeyPair.generate());
            operators.enrol(
                    "admin",
                    it.name(),
                    null,
                    CertificateRequest.create(
                            DistinguishedName.of("标证通CA", "操作员", it.name()), it.key()));
            return it;
        }
    }

    TestOperators(OperatorKeys operators, ReviewDesk desk, DecideOrder decide) {
        this.desk = desk;
        this.decide = decide;
        this.reviewer = Operator.enrolled(operators, "reviewer");
        this.approver = Operator.enrolled(operators, "approver");
    }

    public String reviewerName() {
        return reviewer.name();
    }

    public String approverName() {
        return approver.name();
    }

    public void approve(UUID order) {
        decide(order, Decision.Stage.review, reviewer);
        decide(order, Decision.Stage.approval, approver);
    }

    private void decide(UUID order, Decision.Stage stage, Operator by) {
        String hash = desk.sheet(order).hash();
        String statement =
                SignedContext.hashOf(
                        List.of(
                                "bzt/review/v1",
                                order.toString(),
                                stage.name(),
                                "approve",
                                by.name(),
                                hash,
                                ""));
        decide.decide(
                by.name(),
                new DecideOrder.Signed(
                        order,
                        stage,
                        Decision.Verdict.approve,
                        "",
                        hash,
                        Preimage.of(by.key().sign(statement.getBytes(StandardCharsets.US_ASCII)))));
    }
}
