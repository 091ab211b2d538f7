package cn.biaozhengtong.kit.data;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/// A guarded update starts only where the table lets it.
class StateTest {
    private enum Door implements State<Door> {
        open,
        shut,
        locked {
            @Override
            public String word() {
                return "locked for ever";
            }
        };

        @Override
        public boolean mayBecome(Door next) {
            return this == open && next != open || this == shut && next == locked;
        }
    }

    @Test
    void before_namesAllThatMayBecomeIt() {
        assertThat(State.before(Door.locked)).containsExactly("open", "shut");
        assertThat(State.before(Door.shut)).containsExactly("open");
    }

    @Test
    void before_isEmpty_whereNothingComesBack() {
        assertThat(State.before(Door.open)).isEmpty();
    }
}
