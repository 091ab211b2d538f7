package cn.biaozhengtong.sdk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Streams against a server that breaks, refuses and falls silent.
class EventStreamTest {
    private static final Duration PATIENT = Duration.ofSeconds(45);

    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final List<String> resumedFrom = Collections.synchronizedList(new ArrayList<>());
    private final List<String> heard = Collections.synchronizedList(new ArrayList<>());
    private HttpServer server;
    private ServiceCalls calls;

    @BeforeEach
    void begin() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext(
                "/token",
                exchange -> answer(exchange, 200, "{\"access_token\":\"t\",\"expires_in\":300}"));
        server.start();
        URI here = URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/");
        calls =
                new ServiceCalls(
                        new ScanClient.Settings(
                                here,
                                here.resolve("token"),
                                "rp",
                                ClientCredential.secret("s"),
                                null),
                        Clock.systemUTC());
    }

    @AfterEach
    void end() {
        server.stop(0);
        threads.shutdownNow();
    }

    @Test
    void stream_thatBreaks_goesOnAfterTheLastHeard() {
        serve(
                exchange -> {
                    event(exchange, 1, "awaiting_approval");
                    // Half an event is none.
                    write(exchange, "id: 2\ndata: {\"state\":\"comp");
                },
                exchange -> event(exchange, 2, "completed"));
        follow(PATIENT).orTimeout(10, TimeUnit.SECONDS).join();
        assertThat(heard).containsExactly("awaiting_approval", "completed");
        assertThat(resumedFrom).containsExactly("", "1");
    }

    @Test
    void stream_thatIsRefusedForAMoment_isAskedForAgain() {
        serve(
                exchange -> answer(exchange, 503, "{\"title\":\"later\"}"),
                exchange -> event(exchange, 1, "completed"));
        follow(PATIENT).orTimeout(10, TimeUnit.SECONDS).join();
        assertThat(heard).containsExactly("completed");
    }

    @Test
    void stream_thatIsRefusedForGood_saysWhy() {
        serve(exchange -> answer(exchange, 404, "{\"type\":\"https://p/session-unknown\"}"));
        assertThatThrownBy(() -> follow(PATIENT).orTimeout(10, TimeUnit.SECONDS).join())
                .isInstanceOf(CompletionException.class)
                .cause()
                .isInstanceOfSatisfying(
                        ScanException.class,
                        it -> assertThat(it.type()).isEqualTo("https://p/session-unknown"));
    }

    @Test
    void stream_thatFallsSilent_isBegunAnew() {
        serve(
                exchange -> {
                    event(exchange, 1, "awaiting_approval");
                    pause(8_000);
                },
                exchange -> event(exchange, 2, "completed"));
        follow(Duration.ofMillis(600)).orTimeout(6, TimeUnit.SECONDS).join();
        assertThat(resumedFrom).containsExactly("", "1");
    }

    @Test
    void stream_ofWhatIsNoEvent_ends() {
        serve(exchange -> write(exchange, "data: <html>\n\n"));
        assertThatThrownBy(() -> follow(PATIENT).orTimeout(10, TimeUnit.SECONDS).join())
                .cause()
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void close_endsIt_andNothingMoreIsHeard() {
        serve(exchange -> {
            for (int i = 0; i < 100; i++) {
                event(exchange, i, "awaiting_scan");
                pause(50);
            }
        });
        EventStream stream = EventStream.open(calls, wish(PATIENT));
        while (heard.isEmpty()) {
            pause(10);
        }
        stream.close();
        stream.ended().orTimeout(1, TimeUnit.SECONDS).join();
        pause(100);
        int then = heard.size();
        pause(300);
        assertThat(heard).hasSize(then);
        assertThat(resumedFrom).hasSize(1);
    }

    private CompletableFuture<Void> follow(Duration silence) {
        return EventStream.open(calls, wish(silence)).ended();
    }

    private EventStream.Wish wish(Duration silence) {
        return new EventStream.Wish(
                "/events",
                Instant.now().plusSeconds(30),
                silence,
                data -> {
                    heard.add(Json.text(data, "state"));
                    return !Json.text(data, "state").equals("completed");
                });
    }

    private interface Script {
        void run(HttpExchange exchange) throws IOException;
    }

    /// One connection after the other by these; each is broken off at its end.
    private void serve(Script... scripts) {
        server.createContext(
                "/events",
                exchange -> {
                    String last = exchange.getRequestHeaders().getFirst("Last-Event-ID");
                    resumedFrom.add(last == null ? "" : last);
                    int number = Math.min(resumedFrom.size(), scripts.length) - 1;
                    scripts[number].run(exchange);
                    throw new IOException("broken off");
                });
    }

    private static void event(HttpExchange exchange, int version, String state) throws IOException {
        write(
                exchange,
                "id: %d\nevent: session\ndata: {\"state\":\"%s\",\n".formatted(version, state)
                        + "data: \"version\":%d}\n\n: heartbeat\n\n".formatted(version));
    }

    private static void write(HttpExchange exchange, String text) throws IOException {
        if (exchange.getResponseCode() < 0) {
            exchange.getResponseHeaders().set("Content-Type", "text/event-stream");
            exchange.sendResponseHeaders(200, 0);
        }
        OutputStream out = exchange.getResponseBody();
        out.write(text.getBytes(StandardCharsets.UTF_8));
        out.flush();
    }

    private static void answer(HttpExchange exchange, int status, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    private static void pause(long millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
