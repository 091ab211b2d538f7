package cn.biaozhengtong.scansession.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Platforms that answer well, slowly, endlessly, or by sending us elsewhere.
class WebhookPostTest {
    private final WebhookPost post = new WebhookPost(Duration.ofSeconds(2));
    private final List<String> hosts = new CopyOnWriteArrayList<>();
    private final List<String> paths = new CopyOnWriteArrayList<>();
    private HttpServer server;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", this::answer);
        server.start();
    }

    @AfterEach
    void stop() throws IOException {
        post.destroy();
        server.stop(0);
    }

    private void answer(HttpExchange exchange) throws IOException {
        hosts.add(exchange.getRequestHeaders().getFirst("Host"));
        String path = exchange.getRequestURI().getPath();
        paths.add(path);
        exchange.getRequestBody().readAllBytes();
        switch (path) {
            case "/moved" -> {
                exchange.getResponseHeaders().add("Location", "/elsewhere");
                exchange.sendResponseHeaders(302, -1);
            }
            case "/endless" -> drip(exchange, new byte[8192], 0);
            case "/dripping" -> drip(exchange, new byte[1], 100);
            default -> exchange.sendResponseHeaders(204, -1);
        }
    }

    private static void drip(HttpExchange exchange, byte[] drop, int pause) throws IOException {
        exchange.sendResponseHeaders(200, 0);
        try (OutputStream out = exchange.getResponseBody()) {
            while (true) {
                out.write(drop);
                out.flush();
                Thread.sleep(pause);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private int to(String path) throws IOException {
        URI uri = URI.create("http://platform.invalid:" + server.getAddress().getPort() + path);
        return post.to(
                        uri,
                        InetAddress.getLoopbackAddress(),
                        new WebhookPost.Message(UUID.randomUUID(), 1, "v1,x", "{}"))
                .status();
    }

    @Test
    void name_thatResolvesNowhere_isReachedAtTheCheckedAddress() throws IOException {
        assertThat(to("/hook")).isEqualTo(204);
        assertThat(hosts).containsExactly("platform.invalid:" + server.getAddress().getPort());
    }

    @Test
    void redirect_isAnswered_butNotFollowed() throws IOException {
        assertThat(to("/moved")).isEqualTo(302);
        assertThat(paths).containsExactly("/moved");
    }

    @Test
    void endlessAnswer_isReadInPartOnly() throws IOException {
        assertThat(to("/endless")).isEqualTo(200);
    }

    @Test
    void drippingAnswer_isCutOffInTime() {
        long begin = System.nanoTime();
        assertThatThrownBy(() -> to("/dripping")).isInstanceOf(IOException.class);
        assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(6));
    }
}
