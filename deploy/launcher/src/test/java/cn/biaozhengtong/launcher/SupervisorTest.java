package cn.biaozhengtong.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What ends is started again, and told; what was told to end is not.
class SupervisorTest {
    private static final Duration PAUSE = Duration.ofMillis(100);

    @TempDir private Path folder;

    private final List<String> said = new CopyOnWriteArrayList<>();

    private ServerProcess process(String name, String script) {
        return new ServerProcess(
                name,
                List.of("/bin/sh", "-c", script),
                Map.of(),
                folder,
                folder.resolve(name + ".log"));
    }

    private Supervisor supervisor(ServerProcess... processes) {
        Supervisor it = new Supervisor(() -> List.of(processes), folder, said::add, PAUSE);
        it.start();
        return it;
    }

    private static void until(BooleanSupplier condition) {
        long end = System.nanoTime() + Duration.ofSeconds(30).toNanos();
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).isLessThan(end);
            ServerProcess.pause(Duration.ofMillis(50));
        }
    }

    private String told() {
        try {
            Path file = folder.resolve(Supervisor.TOLD);
            return Files.exists(file) ? Files.readString(file) : "";
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    @Test
    void item1_processThatRunsOutOfMemory_isStartedAgain_andTold() {
        ServerProcess it =
                process("service", "test -e again && exec sleep 60; touch again; exit 3");
        it.start();
        try (Supervisor supervisor = supervisor(it)) {
            until(() -> told().contains("service was started again 1 times"));
            until(it::isAlive);
            assertThat(told()).contains("exit code 3 (out of memory)");
            assertThat(said)
                    .singleElement()
                    .asString()
                    .contains("service ended with exit code 3")
                    .contains("service.log");
        } finally {
            it.stop(Duration.ofSeconds(5));
        }
    }

    @Test
    void item1_processKilledFromOutside_isStartedAgain() {
        ServerProcess it = process("service", "exec sleep 60");
        it.start();
        long pid = it.pid();
        try (Supervisor supervisor = supervisor(it)) {
            ProcessHandle.of(pid).orElseThrow().destroyForcibly();
            until(() -> it.isAlive() && it.pid() != pid);
            until(() -> told().contains("exit code 137 (killed)"));
        } finally {
            it.stop(Duration.ofSeconds(5));
        }
    }

    @Test
    void item1_processThatGoesOnEnding_isStartedAfterPausesThatGrow() {
        ServerProcess it = process("service", "exit 1");
        it.start();
        try (Supervisor supervisor = supervisor(it)) {
            until(() -> said.size() >= 4);
        }
        it.stop(Duration.ofSeconds(5));
        assertThat(said.subList(0, 4))
                .extracting(line -> line.replaceAll(".*again in ([0-9.]+) s.*", "$1"))
                .containsExactly("0.1", "0.2", "0.4", "0.8");
    }

    @Test
    void item1_whatIsToldToEnd_staysEnded() throws Exception {
        ServerProcess stopped = process("stopped", "exec sleep 60");
        ServerProcess killed = process("killed", "exec sleep 60");
        stopped.start();
        killed.start();
        try (Supervisor supervisor = supervisor(stopped, killed)) {
            stopped.stop(Duration.ofSeconds(5));
            killed.kill();
            Thread.sleep(1500);
            assertThat(stopped.isAlive()).isFalse();
            assertThat(killed.isAlive()).isFalse();
            assertThat(said).isEmpty();
        }
    }
}
