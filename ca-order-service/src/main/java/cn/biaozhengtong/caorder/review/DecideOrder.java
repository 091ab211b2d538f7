package cn.biaozhengtong.caorder.review;

import cn.biaozhengtong.caorder.operatorkey.OperatorKeys;
import cn.biaozhengtong.caorder.operatorkey.OperatorName;
import cn.biaozhengtong.caorder.ordering.Order;
import cn.biaozhengtong.caorder.ordering.OrderId;
import cn.biaozhengtong.caorder.ordering.OrderProblem;
import cn.biaozhengtong.caorder.ordering.OrderState;
import cn.biaozhengtong.caorder.ordering.Orders;
import cn.biaozhengtong.crypto.CryptoException;
import cn.biaozhengtong.crypto.Preimage;
import cn.biaozhengtong.crypto.cert.Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/// One operator's signed decision; the second of two different people sets the order free to pay.
@Component
public class DecideOrder {
    /// How far the operator's clock may be from ours.
    static final Duration CLOCKS = Duration.ofMinutes(2);

    private final Orders orders;
    private final ReviewDesk desk;
    private final OperatorKeys operators;
    private final Records records;
    private final Clock clock;

    DecideOrder(
            Orders orders, ReviewDesk desk, OperatorKeys operators, Records records, Clock clock) {
        this.orders = orders;
        this.desk = desk;
        this.operators = operators;
        this.records = records;
        this.clock = clock;
    }

    /// What was decided, and who is at it.
    @Component
    record Records(Decisions decisions, ReviewClaims claims) {}

    /// @param sheetHash of the sheet that was shown to the operator
    /// @param at when he decided, to the second; part of what he signs
    /// @param signature DER, over the framed [ReviewSheet#statement]
    public record Signed(
            OrderId orderId,
            Decision.Stage stage,
            Decision.Verdict verdict,
            String reason,
            String sheetHash,
            Instant at,
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
        if (records.claims()
                .holder(order.orderId())
                .filter(it -> !it.equals(operator))
                .isPresent()) {
            throw ReviewProblem.claimed_by_another.exception();
        }
        if (signed.verdict() != Decision.Verdict.approve && signed.reason().isBlank()) {
            throw ReviewProblem.reason_missing.exception();
        }
        if (Duration.between(signed.at(), clock.instant()).abs().compareTo(CLOCKS) > 0) {
            throw ReviewProblem.decided_elsewhen.exception();
        }
        List<OperatorKeys.Enrolled> keys = operators.usable(operator);
        boolean own =
                keys.stream()
                        .flatMap(it -> it.account().stream())
                        .anyMatch(it -> it.equals(order.accountId()) || it.equals(order.payerId()));
        if (own) {
            throw ReviewProblem.own_order.exception();
        }
        Certificate certificate = check(order, operator, signed, keys);
        int round = records.decisions().round(order.orderId());
        boolean again =
                records.decisions().of(order.orderId(), round).stream()
                        .anyMatch(d -> OperatorName.areSame(d.operator(), operator));
        if (again) {
            throw ReviewProblem.same_person.exception();
        }
        store(order, operator, signed, certificate, round);
        records.claims().release(operator, order.orderId());
        return order.state();
    }

    /// @return the one, of the keys that he may decide with now, that signed it
    private Certificate check(
            Order order, String operator, Signed signed, List<OperatorKeys.Enrolled> keys) {
        if (!desk.sheet(order).hash().equals(signed.sheetHash())) {
            throw ReviewProblem.sheet_changed.exception();
        }
        byte[] statement =
                VerifyDecisions.statement(
                        order.orderId(),
                        signed.stage(),
                        signed.verdict(),
                        operator,
                        signed.sheetHash(),
                        signed.reason(),
                        signed.at());
        Certificate it =
                keys.stream()
                        .map(OperatorKeys.Enrolled::certificate)
                        .filter(key -> signedBy(key, statement, signed.signature()))
                        .findFirst()
                        .orElseThrow(ReviewProblem.signature_wrong::exception);
        // As issuance will ask: a slow clock may be from before the certificate.
        if (!operators.counted(it, signed.at().truncatedTo(ChronoUnit.SECONDS))) {
            throw ReviewProblem.decided_elsewhen.exception();
        }
        return it;
    }

    private static boolean signedBy(Certificate it, byte[] statement, Preimage signature) {
        try {
            it.publicKey().verify(statement, signature.toBytes());
            return true;
        } catch (CryptoException e) {
            return false;
        }
    }

    private void store(
            Order order, String operator, Signed signed, Certificate certificate, int round) {
        try {
            records.decisions()
                    .add(
                            order.orderId(),
                            round,
                            new Decisions.Stored(
                                    signed.stage(),
                                    signed.verdict().stored(),
                                    operator,
                                    signed.sheetHash(),
                                    signed.reason(),
                                    signed.signature(),
                                    certificate,
                                    signed.at().truncatedTo(ChronoUnit.SECONDS)));
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
