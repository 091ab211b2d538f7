package cn.biaozhengtong.enterprise.handover;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.biaozhengtong.enterprise.handover.HandOver.State;
import cn.biaozhengtong.kit.id.AccountId;
import cn.biaozhengtong.kit.id.EnterpriseId;
import cn.biaozhengtong.kit.problem.ProblemException;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Every state × every command.
class HandOverTransitionsTest {
    private static final Instant NOW = Instant.parse("2026-11-25T10:00:00Z");
    private static final Map<State, Consumer<HandOver>> COMMANDS =
            Map.of(
                    State.awaiting_successor, it -> it.signed(new byte[1], NOW),
                    State.completed, it -> it.consented(null, null, NOW),
                    State.declined, it -> it.declined(NOW),
                    State.withdrawn, HandOver::withdrawn);

    private static HandOver in(State state) {
        HandOver it =
                HandOver.begun(
                        AccountId.random(), EnterpriseId.random(), AccountId.random(), "0a", NOW);
        switch (state) {
            case awaiting_signature -> {}
            case awaiting_successor -> it.signed(new byte[1], NOW);
            case withdrawn -> it.withdrawn();
            case completed, declined -> {
                it.signed(new byte[1], NOW);
                command(state).accept(it);
            }
        }
        assertThat(it.state()).isEqualTo(state);
        return it;
    }

    private static Consumer<HandOver> command(State to) {
        return COMMANDS.getOrDefault(to, it -> {});
    }

    @ParameterizedTest
    @EnumSource(State.class)
    void everyCommand_inEveryState_goesByTheTable(State from) {
        COMMANDS.forEach((to, command) -> {
            HandOver it = in(from);
            if (from.mayBecome(to)) {
                command.accept(it);
                assertThat(it.state()).isEqualTo(to);
            } else {
                assertThatThrownBy(() -> command.accept(it)).isInstanceOf(ProblemException.class);
                assertThat(it.state()).isEqualTo(from);
            }
        });
    }

    @ParameterizedTest
    @EnumSource(
            value = State.class,
            names = {"awaiting_signature", "awaiting_successor"})
    void afterAWeek_itMayBeWithdrawnOnly(State from) {
        HandOver it = in(from);
        assertThat(it.isOver(NOW.plus(Duration.ofDays(8)))).isTrue();
        Instant late = NOW.plus(Duration.ofDays(8));
        assertThatThrownBy(() -> it.signed(new byte[1], late)).isInstanceOf(ProblemException.class);
        assertThatThrownBy(() -> it.consented(null, null, late))
                .isInstanceOf(ProblemException.class);
        assertThatThrownBy(() -> it.declined(late)).isInstanceOf(ProblemException.class);
        it.withdrawn();
        assertThat(it.state()).isEqualTo(State.withdrawn);
    }
}
