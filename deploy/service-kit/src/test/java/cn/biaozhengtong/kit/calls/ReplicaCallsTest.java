package cn.biaozhengtong.kit.calls;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import feign.Request;
import feign.RequestTemplate;
import feign.Response;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.mock.env.MockEnvironment;

/// Item 8: calls between services know several replicas of the called one.
class ReplicaCallsTest {
    private final List<String> asked = new CopyOnWriteArrayList<>();
    private HttpServer one;
    private HttpServer two;
    private ReplicaCalls calls;

    @BeforeEach
    void begin() throws IOException {
        one = replica("one");
        two = replica("two");
        MockEnvironment environment =
                new MockEnvironment()
                        .withProperty("bzt.services.other.url", url(one) + ", " + url(two));
        calls = new ReplicaCalls(environment, Clock.systemUTC());
    }

    @AfterEach
    void end() {
        one.stop(0);
        two.stop(0);
    }

    private HttpServer replica(String name) throws IOException {
        HttpServer server =
                HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext(
                "/",
                exchange -> {
                    String body =
                            new String(
                                    exchange.getRequestBody().readAllBytes(),
                                    StandardCharsets.UTF_8);
                    asked.add(name + " " + exchange.getRequestURI() + " " + body);
                    int status = exchange.getRequestURI().getPath().endsWith("/busy") ? 503 : 200;
                    exchange.sendResponseHeaders(status, -1);
                    exchange.close();
                });
        server.start();
        return server;
    }

    private static String url(HttpServer server) {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    private int call(String url) throws IOException {
        return call(url, "x".getBytes(StandardCharsets.UTF_8));
    }

    private int call(String url, byte @Nullable [] body) throws IOException {
        Request request =
                Request.create(
                        Request.HttpMethod.POST,
                        url,
                        body == null
                                ? Map.of()
                                : Map.of("Content-Length", List.of("" + body.length)),
                        body,
                        StandardCharsets.UTF_8,
                        new RequestTemplate());
        try (Response response = calls.execute(request, new Request.Options())) {
            return response.status();
        }
    }

    @Test
    void item8_replicas_areAskedInTurn_eachCallOnce() throws IOException {
        for (int i = 0; i < 4; i++) {
            assertThat(call("http://other/a/b?c=%2Fd")).isEqualTo(200);
        }
        assertThat(asked)
                .containsExactly(
                        "one /a/b?c=%2Fd x",
                        "two /a/b?c=%2Fd x", "one /a/b?c=%2Fd x", "two /a/b?c=%2Fd x");
    }

    @Test
    void item8_replicaThatTakesNoConnection_isPassedOver_whatWasAnsweredIsNeverRepeated()
            throws IOException {
        one.stop(0);
        for (int i = 0; i < 4; i++) {
            assertThat(call("http://other/a")).isEqualTo(200);
        }
        assertThat(asked).hasSize(4).allMatch(it -> it.startsWith("two"));
        assertThat(call("http://other/busy")).isEqualTo(503);
        assertThat(asked).hasSize(5);
        two.stop(0);
        assertThatThrownBy(() -> call("http://other/a")).isInstanceOf(ConnectException.class);
    }

    @Test
    void item8_otherHosts_areAskedAsTheyAre() throws IOException {
        assertThat(Stream.of(call(url(two) + "/a"), call(url(two) + "/b"))).containsOnly(200);
        assertThat(asked).allMatch(it -> it.startsWith("two"));
    }

    /// Hears each request; answers the first of a connection, ends it at the second.
    private static void hear(ServerSocket server, AtomicInteger heard) {
        while (!server.isClosed()) {
            try (Socket it = server.accept()) {
                for (int i = 0; i < 2; i++) {
                    byte[] request = new byte[8192];
                    int length = it.getInputStream().read(request);
                    while (length > 0 && !isWhole(new String(request, 0, length, US_ASCII))) {
                        length += it.getInputStream().read(request, length, 1000);
                    }
                    heard.addAndGet(length > 0 ? 1 : 0);
                    if (i == 0) {
                        it.getOutputStream()
                                .write(
                                        "HTTP/1.1 200 OK\r\nContent-Length: 0\r\nKeep-Alive: timeout=20\r\n\r\n"
                                                .getBytes(US_ASCII));
                    }
                }
            } catch (IOException e) {
                continue;
            }
        }
    }

    private static boolean isWhole(String request) {
        return request.endsWith("x")
                || (request.endsWith("\r\n\r\n") && !request.contains("Content-Length: 1"));
    }

    /// Without a body too: the JDK's client repeats just those.
    @ParameterizedTest
    @NullSource
    @ValueSource(strings = "x")
    void item9_whatWasSent_isNotSentAgain_whenItsConnectionEndsWithoutAnAnswer(
            @Nullable String body) throws Exception {
        byte[] sent = body == null ? null : body.getBytes(US_ASCII);
        AtomicInteger heard = new AtomicInteger();
        try (ServerSocket server = new ServerSocket(0, 10, InetAddress.getLoopbackAddress())) {
            Thread.startVirtualThread(() -> hear(server, heard));
            String url = "http://127.0.0.1:" + server.getLocalPort() + "/rounds";
            assertThat(call(url, sent)).isEqualTo(200);
            assertThatThrownBy(() -> call(url, sent)).isInstanceOf(IOException.class);
            assertThat(heard).hasValue(2);
        }
    }
}
