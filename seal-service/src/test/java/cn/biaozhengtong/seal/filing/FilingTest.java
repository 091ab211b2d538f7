package cn.biaozhengtong.seal.filing;

import static cn.biaozhengtong.kit.test.Refusals.refused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.biaozhengtong.seal.life.SealId;
import cn.biaozhengtong.seal.life.SealProblem;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// One fact that a filing system is told.
class FilingTest {
    private static final Instant NOW = Instant.parse("2026-11-28T08:00:00Z");

    private final Filing it =
            Filing.of(new SealId(UUID.randomUUID()), Filing.Fact.made, "es-1", NOW);

    @Test
    void R40_isDueAtOnce_andAfterEachAttemptOnlyWhenItsPauseIsOver() {
        assertThat(it.isDue(NOW)).isTrue();
        it.tried(NOW);
        assertThat(it.isDue(NOW)).isFalse();
        assertThat(it.isDue(NOW.plusSeconds(1))).isTrue();
    }

    @ParameterizedTest
    @CsvSource({"1, PT1S", "3, PT5S", "5, PT2M", "8, PT1H", "50, PT1H"})
    void R40_pauses_growToAnHour_andNothingIsGivenUp(int attempts, Duration pause) {
        for (int i = 0; i < attempts; i++) {
            it.tried(NOW);
        }
        assertThat(it.isDue(NOW.plus(pause).minusMillis(1))).isFalse();
        assertThat(it.isDue(NOW.plus(pause))).isTrue();
    }

    @Test
    void R40_answered_isNeverDueAgain_norAnsweredOtherwise() {
        it.told("辽备一号", NOW);
        assertThat(it.isDue(NOW.plusSeconds(9999))).isFalse();
        refused(SealProblem.seal_state, () -> it.refused("x", NOW));
        refused(SealProblem.seal_state, () -> it.dropped(NOW));
    }

    @Test
    void R40_aLongRefusal_isCutBetweenCharacters() {
        String kept = it.refused("𠮷".repeat(300), NOW);
        assertThat(kept).isEqualTo("𠮷".repeat(200));
    }

    @Test
    void R40_aFilingSystemThatNobodyKnows_isNotTakenForNone() {
        assertThatThrownBy(() -> new NotConfigured(Optional.empty(), "anshan"))
                .hasMessageContaining("anshan");
        new NotConfigured(Optional.empty(), "");
    }
}
