package cn.biaozhengtong.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What can be wrong with a machine is said in one sentence that tells what to do.
class SentencesTest {
    @TempDir private Path folder;

    private record Ran(int code, String out) {}

    private static Ran run(Map<String, String> environment, List<String> command)
            throws IOException, InterruptedException {
        ProcessBuilder builder =
                new ProcessBuilder(command)
                        .directory(Dist.locate().checkout().toFile())
                        .redirectErrorStream(true);
        builder.environment().putAll(environment);
        Process process = builder.start();
        String out = new String(process.getInputStream().readAllBytes());
        assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
        return new Ran(process.exitValue(), out);
    }

    private Ran launcher(String command, Path state) throws IOException, InterruptedException {
        return run(
                Map.of("BZT_STATE", state.toString(), "BZT_BASE_PORT", "28480"),
                List.of(
                        Dist.java().toString(),
                        "-cp",
                        "deploy/launcher/target/classes",
                        "cn.biaozhengtong.launcher.LauncherMain",
                        command));
    }

    @Test
    void takenPort_isNamed_withTheVariableThatMovesIt() throws IOException {
        try (ServerSocket taken =
                new ServerSocket(Ports.free(), 1, InetAddress.getLoopbackAddress())) {
            int port = taken.getLocalPort();
            assertThatThrownBy(() -> new Ports(port - 3).mustBeFree())
                    .isInstanceOf(Sentence.class)
                    .hasMessageContaining("Port " + port)
                    .hasMessageContaining("BZT_BASE_PORT");
        }
    }

    @Test
    void portsThatOutgoingConnectionsTake_areRefused() {
        assertThatThrownBy(() -> new Ports(61_000).mustBeFree())
                .isInstanceOf(Sentence.class)
                .hasMessageContaining("BZT_BASE_PORT to ");
    }

    @Test
    void fullDisk_saysHowMuchIsNeeded() {
        assertThatThrownBy(() -> Suite.mustHaveRoom(folder, Long.MAX_VALUE))
                .isInstanceOf(Sentence.class)
                .hasMessageContaining("MiB are free at " + folder)
                .hasMessageContaining("BZT_STATE");
    }

    @Test
    void stateOfAnotherVersion_isNotTouched() throws IOException {
        Files.writeString(folder.resolve("format"), "0");
        assertThatThrownBy(() -> Suite.in(folder, new Ports(28480), line -> {}))
                .isInstanceOf(Sentence.class)
                .hasMessageContaining("move it away");
        assertThat(folder.resolve("secrets")).doesNotExist();
    }

    @Test
    void stateBelowAFile_isSaid() throws IOException {
        Path file = Files.writeString(folder.resolve("file"), "");
        assertThatThrownBy(() -> Suite.in(file.resolve("state"), new Ports(28480), line -> {}))
                .isInstanceOf(Sentence.class)
                .hasMessageContaining("Cannot use the state folder");
    }

    @Test
    void secondLauncherOnOneState_isRefused() throws Exception {
        try (FileChannel channel =
                        FileChannel.open(
                                folder.resolve("lock"),
                                StandardOpenOption.CREATE,
                                StandardOpenOption.WRITE);
                var held = channel.lock()) {
            assertThat(held.isValid()).isTrue();
            Ran ran = launcher("up", folder);
            assertThat(ran.code()).isEqualTo(1);
            assertThat(ran.out().strip()).contains("already: deploy/down ends it").hasLineCount(1);
        }
    }

    @Test
    void down_withAStalePid_endsNobodyElse() throws Exception {
        Process stranger = new ProcessBuilder("sleep", "60").start();
        try {
            Files.writeString(folder.resolve("pid"), Long.toString(stranger.pid()));
            Ran ran = launcher("down", folder);
            assertThat(ran.code()).isZero();
            assertThat(stranger.isAlive()).isTrue();
            assertThat(folder.resolve("pid")).doesNotExist();
        } finally {
            stranger.destroyForcibly();
        }
    }

    @Test
    void missingServers_areFetchedByUp() throws Exception {
        Path checkout = Files.createDirectories(folder.resolve("checkout/deploy/launcher"));
        Process process =
                new ProcessBuilder(
                                Dist.java().toString(),
                                "-cp",
                                Dist.locate()
                                        .checkout()
                                        .resolve("deploy/launcher/target/classes")
                                        .toString(),
                                "cn.biaozhengtong.launcher.LauncherMain",
                                "up")
                        .directory(checkout.toFile())
                        .redirectErrorStream(true)
                        .start();
        String out = new String(process.getInputStream().readAllBytes());
        assertThat(process.waitFor()).isEqualTo(1);
        assertThat(out).contains("run deploy/up, which fetches it").doesNotContain("\tat ");
    }

    @Test
    void noJdk25_saysWhatToInstall() throws Exception {
        Ran ran =
                run(
                        Map.of("BZT_JVMS", folder.toString(), "JAVA_HOME", "", "PATH", "/bin"),
                        List.of("/bin/bash", "deploy/bin/java25"));
        assertThat(ran.code()).isEqualTo(1);
        assertThat(ran.out().strip()).startsWith("No JDK 25 found").hasLineCount(1);
    }
}
