package cn.biaozhengtong.caorder.review;
import cn.biaozhengtong.caorder.operatorkey.OperatorKeys;

import cn.biaozhengtong.caorder.ordering.Order;
import cn.biaozhengtong.caorder.ordering.OrderProblem;
import cn.biaozhengtong.caorder.ordering.OrderState;
import cn.biaozhengtong.caorder.ordering.Orders;
import cn.biaozhengtong.crypto.CryptoException;
import cn.biaozhengtong.crypto.Preimage;
import java.util.UUID;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/// One operator's signed decision; the second of two different people sets the order free to pay.
@Component
public class DecideOrder {
    private final Orders orders;
    private final ReviewDesk desk;
    private final OperatorKeys operators;
    private final Decisions decisions;
    private final ReviewClaims claims;

    DecideOrder(
            Orders orders,
            ReviewDesk desk,
            OperatorKeys operators,
            Decisions decisions,
            ReviewClaims claims) {
        this.claims = claims;
        this.orders = orders;
        this.desk = desk;
        this.operators = operators;
        this.decisions = decisions;
    }

    /// @param sheetHash of the sheet that was shown to the operator
    /// @param signature DER, over the framed [ReviewSheet#statement]
    public record Signed(
            UUID orderId,
            Decision.Stage stage,
            Decision.Verdict verdict,
            String reason,
            String sheetHash,
            Preimage signature) {}

    @Transactional
    public OrderState decide(String operator, Signed signed) {
        Order order = orders.lock(signed.orderId());
        OrderState due =
                signed.stage() == Decision.Stage.review
                        ? OrderState.awaiting_review
                        : OrderState.awaiting_approval;
        if (order.state() != due) {
            throw OrderProblem.wrong_state.with(order.state().name());
        }
        if (claims.holder(order.getId()).filter(it -> !it.equals(operator)).isPresent()) {
            throw ReviewProblem.claimed_by_another.exception();
        }
        if (signed.verdict() != Decision.Verdict.approve && signed.reason().isBlank()) {
            throw ReviewProblem.reason_missing.exception();
        }
        OperatorKeys.Enrolled key = operators.of(operator);
        boolean own =
                key.account()
                        .filter(it -> it.equals(order.accountId()) || it.equals(order.payerId()))
                        .isPresent();
        if (own) {
            throw ReviewProblem.own_order.exception();
        }
        check(order, operator, signed, key);
        int round = decisions.round(order.getId());
        boolean again =
                decisions.of(order.getId(), round).stream()
                        .anyMatch(d -> d.operator().equals(operator));
        if (again) {
            throw ReviewProblem.same_person.exception();
        }
        store(order, operator, signed, key, round);
        claims.release(operator, order.getId());
        return order.state();
    }

    private void check(Order order, String operator, Signed signed, OperatorKeys.Enrolled key) {
        if (!desk.sheet(order).hash().equals(signed.sheetHash())) {
            throw ReviewProblem.sheet_changed.exception();
        }
        try {
            key.certificate()
                    .publicKey()
                    .verify(
                            VerifyDecisions.statement(
                                    order.getId(),
                                    signed.stage(),
                                    signed.verdict(),
                                    operator,
                                    signed.sheetHash(),
                                    signed.reason()),
                            signed.signature().toBytes());
        } catch (CryptoException e) {
            throw ReviewProblem.signature_wrong.exception();
        }
    }

    private void store(
            Order order, String operator, Signed signed, OperatorKeys.Enrolled key, int round) {
        try {
            decisions.add(
                    order.getId(),
                    round,
                    new Decisions.Stored(
                            signed.stage(),
                            signed.verdict().stored(),
                            operator,
                            signed.sheetHash(),
                            signed.reason(),
                            signed.signature(),
                            key.certificate()));
        } catch (DuplicateKeyException e) {
            throw ReviewProblem.same_person.exception();
        }
        switch (signed.verdict()) {
            case giveback ->
                    orders.move(order, OrderState.returned, operator, signed.reason(), "returned");
            case reject ->
                    orders.move(order, OrderState.rejected, operator, signed.reason(), "rejected");
            case approve -> approve(order, operator, signed.stage());
        }
    }

    private void approve(Order order, String operator, Decision.Stage stage) {
        switch (stage) {
            case review ->
                    orders.move(order, OrderState.awaiting_approval, operator, null, "reviewed");
            case approval ->
                    orders.move(order, OrderState.awaiting_payment, operator, null, "approved");
        }
    }
}
