package cn.biaozhengtong.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What is slow is waited for; what does nothing any more is given up.
class SlowStartTest {
    private static final Duration STILL = Duration.ofSeconds(7);

    @TempDir private Path folder;
    private ServerProcess process;

    private ServerProcess started(String script) {
        process =
                new ServerProcess(
                        "slow",
                        List.of("/bin/sh", "-c", script),
                        Map.of(),
                        folder,
                        folder.resolve("slow.log"));
        process.start();
        return process;
    }

    @AfterEach
    void ended() {
        process.stop(Duration.ofSeconds(5));
    }

    private void becomesReady() {
        process.awaitReady(STILL, () -> Files.exists(folder.resolve("ready")));
    }

    @Test
    void processThatSaysSomething_isWaitedFor_howeverLongItTakes() {
        started("for i in 1 2 3 4 5 6; do sleep 3; echo $i; done; touch ready; exec sleep 60");
        becomesReady();
        assertThat(folder.resolve("ready")).exists();
    }

    @Test
    void processThatComputes_isWaitedFor() {
        started(
                "end=$(($(date +%s) + 18)); while [ $(date +%s) -lt $end ]; do :; done; touch"
                        + " ready; exec sleep 60");
        becomesReady();
        assertThat(folder.resolve("ready")).exists();
    }

    @Test
    void processThatDoesNothing_isGivenUp_andItsLogNamed() {
        started("exec sleep 60");
        assertThatThrownBy(this::becomesReady)
                .isInstanceOf(Sentence.class)
                .hasMessageContaining("slow is not ready after ")
                .hasMessageContaining("has done nothing for 7 s")
                .hasMessageContaining("slow.log");
    }

    @Test
    void processThatEnded_isSaidAtOnce() {
        started("exit 1");
        assertThatThrownBy(this::becomesReady)
                .isInstanceOf(Sentence.class)
                .hasMessageContaining("stopped while starting");
    }
}
