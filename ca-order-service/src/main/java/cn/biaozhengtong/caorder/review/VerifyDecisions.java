package cn.biaozhengtong.caorder.review;

import cn.biaozhengtong.caorder.operatorkey.OperatorKeys;
import cn.biaozhengtong.caorder.operatorkey.OperatorName;
import cn.biaozhengtong.caorder.ordering.Order;
import cn.biaozhengtong.caorder.ordering.OrderId;
import cn.biaozhengtong.crypto.CryptoException;
import cn.biaozhengtong.crypto.SignedContext;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import org.springframework.stereotype.Component;

/// Checks at issuance, from the stored rows, that two different operators signed this very sheet,
/// each with a key that was in force when he did: a forged row cannot issue.
@Component
public class VerifyDecisions {
    private final ReviewDesk desk;
    private final Decisions decisions;
    private final OperatorKeys operators;

    VerifyDecisions(ReviewDesk desk, Decisions decisions, OperatorKeys operators) {
        this.desk = desk;
        this.decisions = decisions;
        this.operators = operators;
    }

    public void verify(Order order) {
        String hash = desk.sheet(order).hash();
        List<Decisions.Stored> both =
                decisions.of(order.orderId(), decisions.round(order.orderId()));
        boolean complete =
                both.size() == 2
                        && both.get(0).stage() == Decision.Stage.review
                        && both.get(1).stage() == Decision.Stage.approval
                        && !OperatorName.areSame(both.get(0).operator(), both.get(1).operator())
                        && !both.get(0)
                                .certificate()
                                .publicKey()
                                .equals(both.get(1).certificate().publicKey());
        if (!complete) {
            throw ReviewProblem.decisions_invalid.exception();
        }
        both.forEach(decision -> verify(order, hash, decision));
    }

    private void verify(Order order, String hash, Decisions.Stored decision) {
        // As it was at the decision: what was rightly decided stays issuable.
        if (!operators.counted(decision.certificate(), decision.at())) {
            throw ReviewProblem.decisions_invalid.exception();
        }
        try {
            decision.certificate()
                    .publicKey()
                    .verify(
                            statement(
                                    order.orderId(),
                                    decision.stage(),
                                    Decision.Verdict.approve,
                                    decision.operator(),
                                    hash,
                                    decision.reason(),
                                    decision.at()),
                            decision.signature().toBytes());
        } catch (CryptoException e) {
            throw ReviewProblem.decisions_invalid.exception();
        }
        boolean named = decision.certificate().subject().commonName().equals(decision.operator());
        if (!named) {
            throw ReviewProblem.decisions_invalid.exception();
        }
    }

    static byte[] statement(
            OrderId order,
            Decision.Stage stage,
            Decision.Verdict verdict,
            String operator,
            String sheetHash,
            String reason,
            Instant at) {
        return SignedContext.hashOf(
                        ReviewSheet.statement(
                                order.toString(), stage, verdict, operator, sheetHash, reason, at))
                .getBytes(StandardCharsets.US_ASCII);
    }
}
