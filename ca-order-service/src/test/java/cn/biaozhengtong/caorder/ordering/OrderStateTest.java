package cn.biaozhengtong.caorder.ordering;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.biaozhengtong.caorder.authority.register.CertificateState;
import cn.biaozhengtong.caorder.cosigning.KeyState;
import cn.biaozhengtong.caorder.cosigning.RoundState;
import cn.biaozhengtong.caorder.invoice.InvoiceState;
import cn.biaozhengtong.caorder.operatorkey.OperatorKeyState;
import cn.biaozhengtong.caorder.pair.PairState;
import cn.biaozhengtong.caorder.payment.PaymentState;
import cn.biaozhengtong.caorder.payment.RefundState;
import cn.biaozhengtong.caorder.recovery.RecoveryState;
import cn.biaozhengtong.kit.id.AccountId;
import cn.biaozhengtong.kit.problem.ProblemException;
import cn.biaozhengtong.kit.test.ContractFiles;
import cn.biaozhengtong.kit.test.Transitions;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Every state × every next state: what the table does not allow is a conflict.
class OrderStateTest {
    /// A way through the table to each state.
    private static Order in(OrderState state) {
        Order order =
                Order.draft(
                        OrderId.random(),
                        new Order.Draft(
                                OrderKind.claim,
                                AccountId.random(),
                                UUID.randomUUID(),
                                null,
                                null,
                                "P",
                                1),
                        Instant.now());
        List<OrderState> way =
                List.of(
                        OrderState.awaiting_review,
                        OrderState.awaiting_approval,
                        OrderState.awaiting_payment,
                        OrderState.awaiting_download,
                        OrderState.completed);
        if (state == OrderState.closing
                || state == OrderState.refunding
                || state == OrderState.refunded) {
            List<OrderState> paid = way.subList(0, state == OrderState.closing ? 3 : 4);
            paid.forEach(order::become);
            order.become(state == OrderState.closing ? OrderState.closing : OrderState.refunding);
            if (state == OrderState.refunded) {
                order.become(state);
            }
        } else if (state == OrderState.closed) {
            order.become(OrderState.closed);
        } else if (state == OrderState.returned || state == OrderState.rejected) {
            order.become(OrderState.awaiting_review);
            order.become(state);
        } else if (state != OrderState.draft) {
            way.subList(0, way.indexOf(state) + 1).forEach(order::become);
        }
        return order;
    }

    @ParameterizedTest
    @EnumSource(OrderState.class)
    void become_everyStateFromEveryState_onlyWhatTheTableSays(OrderState from) {
        for (OrderState next : OrderState.values()) {
            Order order = in(from);
            if (from.mayBecome(next)) {
                order.become(next);
                assertThat(order.state()).isEqualTo(next);
            } else {
                assertThatThrownBy(() -> order.become(next)).isInstanceOf(ProblemException.class);
                assertThat(order.state()).isEqualTo(from);
            }
        }
    }

    @Test
    void table_isDocumented() {
        ContractFiles.mustEqual(
                "transitions.md",
                "# State machines of ca-order-service\n\n"
                        + Transitions.diagram("Order 订单", OrderState.draft)
                        + "\n"
                        + Transitions.diagram("Recovery 找回", RecoveryState.awaiting_proof)
                        + "\n"
                        + Transitions.diagram("Certificate pair 证书对", PairState.keyed)
                        + "\n"
                        + Transitions.diagram(
                                "Certificate in the register 证书", CertificateState.reserved)
                        + "\n"
                        + Transitions.diagram("Operator's key 操作员密钥", OperatorKeyState.proposed)
                        + "\n"
                        + Transitions.diagram("Signing key 签名密钥", KeyState.pending)
                        + "\n"
                        + Transitions.diagram("Round of signing 协同签名轮次", RoundState.open)
                        + "\n"
                        + Transitions.diagram("Payment 付款", PaymentState.intended)
                        + "\n"
                        + Transitions.diagram("Refund 退款", RefundState.requested)
                        + "\n"
                        + Transitions.diagram("Invoice 发票", InvoiceState.requested));
    }

    @ParameterizedTest
    @EnumSource(
            value = OrderState.class,
            names = {"rejected", "completed", "closed", "refunded"})
    void terminalStates_becomeNothing(OrderState terminal) {
        for (OrderState next : OrderState.values()) {
            assertThat(terminal.mayBecome(next)).isFalse();
        }
    }

    @ParameterizedTest
    @EnumSource(OrderState.class)
    void nothingIsDownloaded_withoutPaymentAndApproval(OrderState from) {
        assertThat(from.mayBecome(OrderState.awaiting_download))
                .isEqualTo(from == OrderState.awaiting_payment || from == OrderState.closing);
        assertThat(from.mayBecome(OrderState.awaiting_payment))
                .isEqualTo(from == OrderState.awaiting_approval);
    }
}
