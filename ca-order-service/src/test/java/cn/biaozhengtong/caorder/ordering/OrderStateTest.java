package cn.biaozhengtong.caorder.ordering;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.biaozhengtong.kit.problem.ProblemException;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Every state × every next state: what the table does not allow is a conflict.
class OrderStateTest {
    @ParameterizedTest
    @EnumSource(OrderState.class)
    void become_everyOtherStateFromDraft_onlyWhatTheTableSays(OrderState next) {
        Order order =
                Order.draft(
                        UUID.randomUUID(),
                        UUID.randomUUID(),
                        UUID.randomUUID(),
                        "P",
                        1,
                        Instant.now());
        if (OrderState.draft.mayBecome(next)) {
            order.become(next);
            assertThat(order.state()).isEqualTo(next);
        } else {
            assertThatThrownBy(() -> order.become(next)).isInstanceOf(ProblemException.class);
            assertThat(order.state()).isEqualTo(OrderState.draft);
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = OrderState.class,
            names = {"rejected", "completed", "closed"})
    void terminalStates_becomeNothing(OrderState terminal) {
        for (OrderState next : OrderState.values()) {
            assertThat(terminal.mayBecome(next)).isFalse();
        }
    }

    @ParameterizedTest
    @EnumSource(OrderState.class)
    void nothingIsDownloaded_withoutPaymentAndApproval(OrderState from) {
        assertThat(from.mayBecome(OrderState.awaiting_download))
                .isEqualTo(from == OrderState.awaiting_payment);
        assertThat(from.mayBecome(OrderState.awaiting_payment))
                .isEqualTo(from == OrderState.awaiting_approval);
    }
}
