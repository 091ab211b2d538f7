package cn.biaozhengtong.seal.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.UUID;
import org.junit.jupiter.api.Test;

class WaitingTest {
    private final Waiting waiting = new Waiting();

    @Test
    void item3_ofASession_oneWaits() {
        UUID session = UUID.randomUUID();
        assertThat(waiting.begin(session, "a")).isTrue();
        assertThat(waiting.begin(session, "a")).isFalse();
        waiting.end(session, "a");
        assertThat(waiting.begin(session, "a")).isTrue();
    }

    @Test
    void item3_ofAPlatform_aFewWait_andOthersAreNotTouched() {
        int waits = 0;
        for (int i = 0; i < 50; i++) {
            waits += waiting.begin(UUID.randomUUID(), "a") ? 1 : 0;
        }
        assertThat(waits).isEqualTo(6);
        assertThat(waiting.begin(UUID.randomUUID(), "b")).isTrue();
    }
}
