package cn.biaozhengtong.caorder;

import cn.biaozhengtong.caorder.operatorkey.EnrolOperatorKey;
import cn.biaozhengtong.caorder.operatorkey.OperatorKey;
import cn.biaozhengtong.caorder.operatorkey.OperatorKeyId;
import cn.biaozhengtong.caorder.ordering.OrderId;
import cn.biaozhengtong.caorder.review.DecideOrder;
import cn.biaozhengtong.caorder.review.Decision;
import cn.biaozhengtong.caorder.review.ReviewDesk;
import cn.biaozhengtong.crypto.Preimage;
import cn.biaozhengtong.crypto.SignedContext;
import cn.biaozhengtong.crypto.Sm2KeyPair;
import cn.biaozhengtong.crypto.cert.CertificateRequest;
import cn.biaozhengtong.crypto.cert.DistinguishedName;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;

/// Two operators with keys of their own, who approve whatever they see.
public final class TestOperators {
    private final ReviewDesk desk;
    private final DecideOrder decide;
    private final Operator reviewer;
    private final Operator approver;

    /// An operator with a key.
    public record Operator(String name, Sm2KeyPair key) {
        /// By two administrators.
        ///
        /// @return its id
        public OperatorKeyId enrol(EnrolOperatorKey operators) {
            EnrolOperatorKey.Proposal it =
                    operators.propose("admin", new OperatorKey.Holder(name, null), request());
            operators.confirm("admin-2", it.id(), it.keyHash());
            return it.id();
        }

        public byte[] request() {
            return CertificateRequest.create(DistinguishedName.of("标证通CA", "操作员", name), key);
        }

        static Operator enrolled(EnrolOperatorKey operators, String role) {
            Operator it = new Operator(role + "-" + UUID.randomUUID(), Sm2KeyPair.generate());
            it.enrol(operators);
            return it;
        }
    }

    TestOperators(EnrolOperatorKey operators, ReviewDesk desk, DecideOrder decide) {
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

    public void approve(OrderId order) {
        decide(order, Decision.Stage.review, reviewer);
        decide(order, Decision.Stage.approval, approver);
    }

    public void decide(OrderId order, Decision.Stage stage, Operator by) {
        decide(order, stage, by, Instant.now());
    }

    public void decide(OrderId order, Decision.Stage stage, Operator by, Instant when) {
        String hash = desk.sheet(order).hash();
        Instant at = when.truncatedTo(ChronoUnit.SECONDS);
        String statement =
                SignedContext.hashOf(
                        List.of(
                                "bzt/review/v2",
                                order.toString(),
                                stage.name(),
                                "approve",
                                by.name(),
                                hash,
                                "",
                                at.toString()));
        decide.decide(
                by.name(),
                new DecideOrder.Signed(
                        order,
                        stage,
                        Decision.Verdict.approve,
                        "",
                        hash,
                        at,
                        Preimage.of(by.key().sign(statement.getBytes(StandardCharsets.US_ASCII)))));
    }
}
