package cn.biaozhengtong.kit.worker;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What becomes of a worker that is not ours any more.
class SandboxTest {
    @TempDir private Path folder;

    static List<String> command(Path folder) {
        return WorkerCommand.of(
                        new WorkerCommand.Memory(64, 48),
                        Rogue.class,
                        List.of(WorkerProcess.class, org.slf4j.Logger.class))
                .with(folder.resolve("given"), folder.resolve("made"), 2);
    }

    private void folders() throws Exception {
        Files.createDirectory(folder.resolve("given"));
        Files.createDirectory(folder.resolve("made"));
    }

    @Test
    void item1_aWorkerTakenOver_leavesNothingForUsToFollow() throws Exception {
        folders();
        WorkerProcess rogue = WorkerProcess.start(command(folder));
        List<String> managed =
                rogue.ask(
                        (out, in) -> {
                            out.writeUTF(folder.resolve("given").toString());
                            out.writeUTF(folder.resolve("made").toString());
                            out.flush();
                            List<String> all = new ArrayList<>();
                            for (String it = in.readUTF(); !it.isEmpty(); it = in.readUTF()) {
                                all.add(it);
                            }
                            return all;
                        },
                        new WorkerProcess.Budget(Duration.ofSeconds(20), Duration.ofSeconds(60)));
        assertThat(managed).isEmpty();
        try (Stream<Path> left = Files.walk(folder)) {
            assertThat(left.filter(it -> !Files.isDirectory(it))).isEmpty();
        }
        long pid = rogue.pid();
        rogue.end();
        ended(pid);
    }

    @Test
    void item1_aWorkerThatHeedsNothing_endsWithTheServiceThatWasKilled() throws Exception {
        folders();
        Process service =
                new ProcessBuilder(
                                Path.of(System.getProperty("java.home"), "bin/java").toString(),
                                "-cp",
                                System.getProperty("java.class.path"),
                                Rogue.Service.class.getName(),
                                folder.toString())
                        .redirectError(ProcessBuilder.Redirect.INHERIT)
                        .start();
        try (BufferedReader said =
                new BufferedReader(
                        new InputStreamReader(service.getInputStream(), StandardCharsets.UTF_8))) {
            String line = said.readLine();
            while (line != null && !line.matches("[0-9]+")) {
                line = said.readLine();
            }
            long worker = Long.parseLong(line);
            assertThat(ProcessHandle.of(worker)).isPresent();
            service.destroyForcibly();
            ended(worker);
        } finally {
            service.destroyForcibly();
        }
    }

    private static void ended(long pid) {
        ProcessHandle.of(pid).ifPresent(it -> it.onExit().orTimeout(10, TimeUnit.SECONDS).join());
    }
}
