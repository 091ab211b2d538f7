package cn.biaozhengtong.identity.regain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.biaozhengtong.kit.id.AccountId;
import cn.biaozhengtong.kit.id.DeviceId;
import cn.biaozhengtong.kit.problem.ProblemException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Every state × every command.
class RegainTransitionsTest {
    private static final Instant NOW = Instant.parse("2026-11-27T10:00:00Z");

    private static final Consumer<Regain> PROVED = it -> it.proved(AccountId.random(), NOW, NOW);
    private static final Consumer<Regain> CONTESTED = PROVED.andThen(it -> it.contest("x"));
    private static final Consumer<Regain> SECOND = CONTESTED.andThen(it -> it.approve("a"));

    private static final Map<RegainState, Consumer<Regain>> WAYS =
            Map.of(
                    RegainState.proving,
                    it -> {},
                    RegainState.waiting,
                    PROVED,
                    RegainState.contested,
                    CONTESTED,
                    RegainState.second_look,
                    SECOND,
                    RegainState.approved,
                    SECOND.andThen(it -> it.approve("b")),
                    RegainState.done,
                    PROVED.andThen(it -> it.finish(NOW)),
                    RegainState.refused,
                    it -> it.refuse("x"),
                    RegainState.vetoed,
                    PROVED.andThen(Regain::veto),
                    RegainState.lapsed,
                    Regain::lapse);

    private record Command(RegainState to, Consumer<Regain> run) {}

    private static final List<Command> COMMANDS =
            List.of(
                    new Command(RegainState.waiting, PROVED),
                    new Command(RegainState.refused, it -> it.refuse("x")),
                    new Command(RegainState.vetoed, Regain::veto),
                    new Command(RegainState.lapsed, Regain::lapse),
                    new Command(RegainState.done, it -> it.finish(NOW)));

    private static Regain in(RegainState state) {
        Regain it =
                Regain.begun(
                        new Regain.Asked(UUID.randomUUID(), "", "", "", DeviceId.random(), "x"),
                        NOW,
                        NOW);
        WAYS.get(state).accept(it);
        assertThat(it.state()).isEqualTo(state);
        return it;
    }

    @ParameterizedTest
    @EnumSource(RegainState.class)
    void command_inEveryState_doesWhatTheTableSays(RegainState from) {
        for (Command command : COMMANDS) {
            Regain it = in(from);
            if (from.mayBecome(command.to())) {
                command.run().accept(it);
                assertThat(it.state()).isEqualTo(command.to());
            } else {
                assertThatThrownBy(() -> command.run().accept(it))
                        .isInstanceOf(ProblemException.class);
                assertThat(it.state()).isEqualTo(from);
            }
        }
    }

    @ParameterizedTest
    @EnumSource(RegainState.class)
    void approval_isOnlyForTheContested_byTwoWhoDiffer(RegainState from) {
        Regain it = in(from);
        if (from == RegainState.contested || from == RegainState.second_look) {
            it.approve("c");
            assertThat(it.state().isOpen()).isTrue();
        } else {
            assertThatThrownBy(() -> it.approve("c")).isInstanceOf(ProblemException.class);
            assertThat(it.state()).isEqualTo(from);
        }
    }
}
