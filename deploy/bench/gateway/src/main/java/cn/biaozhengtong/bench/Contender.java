package cn.biaozhengtong.bench;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/// One proxy in a process of its own.
///
/// @param request what is sent to it, as on the wire
record Contender(String name, Process process, int port, String request) {
    static Contender bare(String flavour, Path jar, Backend backend) throws IOException {
        int port = freePort();
        return start(
                flavour, jar, port, "/api/x", Map.of("PORT", "" + port, "UPSTREAM", backend.url()));
    }

    /// Ours, asked for an open path: what it does beside proxying and before tokens.
    static Contender gateway(Path jar, Backend backend) throws IOException {
        int port = freePort();
        return start(
                "gateway",
                jar,
                port,
                "/ocsp/x",
                Map.ofEntries(
                        Map.entry("BZT_PORT", "" + port),
                        Map.entry("BZT_MANAGEMENT_PORT", "" + freePort()),
                        Map.entry("BZT_ISSUER", backend.issuer()),
                        Map.entry("BZT_IDENTITY_URL", backend.url()),
                        Map.entry("BZT_ENTERPRISE_URL", backend.url()),
                        Map.entry("BZT_CA_ORDER_URL", backend.url()),
                        Map.entry("BZT_SEAL_URL", backend.url()),
                        Map.entry("BZT_SCAN_SESSION_URL", backend.url()),
                        Map.entry("BZT_LIMIT_PER_ADDRESS", "1000000"),
                        Map.entry("BZT_LIMIT_PER_ACCOUNT", "1000000"),
                        Map.entry("LOGGING_LEVEL_ROOT", "WARN")));
    }

    /// The same process, asked for a path behind a token.
    Contender withToken(String token) {
        return new Contender(
                name + "_with_token",
                process,
                port,
                request("/api/orders/v1/x", "Authorization: Bearer " + token + "\r\n"));
    }

    private static Contender start(
            String name, Path jar, int port, String path, Map<String, String> environment)
            throws IOException {
        ProcessBuilder builder =
                new ProcessBuilder(
                                List.of(
                                        Path.of(System.getProperty("java.home"), "bin", "java")
                                                .toString(),
                                        "-Xms256m",
                                        "-Xmx256m",
                                        "-XX:+UseSerialGC",
                                        "-jar",
                                        jar.toString()))
                        .redirectErrorStream(true)
                        .redirectOutput(ProcessBuilder.Redirect.DISCARD);
        builder.environment().putAll(environment);
        return new Contender(name, builder.start(), port, request(path, ""));
    }

    private static String request(String path, String headers) {
        return "GET " + path + " HTTP/1.1\r\nHost: localhost\r\n" + headers + "\r\n";
    }

    void awaitReady() {
        for (int i = 0; i < 600; i++) {
            try (Socket socket = new Socket()) {
                socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 200);
                return;
            } catch (IOException e) {
                if (!process.isAlive()) {
                    throw new IllegalStateException(name + " ended");
                }
                Load.pause(Duration.ofMillis(100));
            }
        }
        throw new IllegalStateException(name + " did not start");
    }

    /// CPU time of the process so far.
    Duration cpu() {
        return process.info().totalCpuDuration().orElse(Duration.ZERO);
    }

    void close() {
        process.destroyForcibly();
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
