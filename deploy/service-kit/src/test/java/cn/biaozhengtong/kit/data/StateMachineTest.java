package cn.biaozhengtong.kit.data;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.junit.jupiter.api.Test;

/// A guarded update starts only where the table lets it.
class StateMachineTest {
    private enum Door implements StateMachine<Door> {
        open,
        shut,
        locked {
            @Override
            public String word() {
                return "locked for ever";
            }
        };

        @Override
        public Set<Door> next() {
            return switch (this) {
                case open -> Set.of(shut, locked);
                case shut -> Set.of(locked);
                case locked -> Set.of();
            };
        }
    }

    @Test
    void before_namesAllThatMayBecomeIt() {
        assertThat(StateMachine.before(Door.locked)).containsExactly("open", "shut");
        assertThat(StateMachine.before(Door.shut)).containsExactly("open");
    }

    @Test
    void before_isEmpty_whereNothingComesBack() {
        assertThat(StateMachine.before(Door.open)).isEmpty();
    }
}
