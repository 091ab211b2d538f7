package cn.biaozhengtong.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Whoever listens at a port is not believed to be the one whose it should be.
class ListenersTest {
    private static final Duration STILL = Duration.ofSeconds(20);

    @TempDir private Path folder;
    private final int port = Ports.free();
    private ServerProcess process;

    private ServerProcess started(String... words) {
        process =
                new ServerProcess(
                        "kafka", List.of(words), Map.of(), folder, folder.resolve("kafka.log"));
        process.start();
        return process;
    }

    private ServerProcess serving() {
        List<String> words =
                new ArrayList<>(List.of(Dist.java().toString(), "-m", "jdk.httpserver"));
        words.addAll(List.of("-b", "127.0.0.1", "-p", Integer.toString(port)));
        return started(words.toArray(String[]::new));
    }

    private ServerSocket somebody(String address) throws IOException {
        return new ServerSocket(port, 1, InetAddress.getByName(address));
    }

    @AfterEach
    void ended() {
        process.stop(Duration.ofSeconds(5));
    }

    @Test
    void ownPort_isReady() {
        serving().awaitListening(STILL, port);
        assertThat(Listeners.only(process.pid(), port)).isTrue();
    }

    @Test
    void item20_squatter_isNotTakenForTheServer() throws IOException {
        try (ServerSocket squatter = somebody("127.0.0.1")) {
            assertThat(ServerProcess.accepts(squatter.getLocalPort())).isTrue();
            serving();
            assertThatThrownBy(() -> process.awaitListening(STILL, port))
                    .isInstanceOf(Sentence.class)
                    .hasMessageContaining("kafka stopped while starting");
        }
    }

    @Test
    void somebodyAtAnotherAddress_isNoneOfOurs() throws IOException {
        serving().awaitListening(STILL, port);
        try (ServerSocket beside = somebody("127.0.0.2")) {
            assertThat(beside.isBound()).isTrue();
            assertThat(Listeners.only(process.pid(), port)).isTrue();
        }
    }

    @Test
    void processWithoutThePort_isNotReady() {
        started("/bin/sleep", "60");
        assertThatThrownBy(() -> process.awaitListening(Duration.ofSeconds(2), port))
                .isInstanceOf(Sentence.class)
                .hasMessageContaining("is not ready");
    }
}
