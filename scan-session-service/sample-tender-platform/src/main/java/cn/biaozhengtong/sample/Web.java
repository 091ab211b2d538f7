package cn.biaozhengtong.sample;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

/// Requests read and answered, within bounds.
final class Web {
    private static final int MAX_BODY = 64 * 1024;
    private static final int MAX_FILE = 12 << 20;

    private Web() {}

    static String header(HttpExchange exchange, String name) {
        String value = exchange.getRequestHeaders().getFirst(name);
        return value == null ? "" : value;
    }

    static Map<String, String> form(HttpExchange exchange) throws IOException {
        return fields(body(exchange));
    }

    static Map<String, String> fields(String text) {
        Map<String, String> out = new HashMap<>();
        for (String pair : text.split("&")) {
            String[] parts = pair.split("=", 2);
            out.put(
                    URLDecoder.decode(parts[0], StandardCharsets.UTF_8),
                    URLDecoder.decode(parts.length > 1 ? parts[1] : "", StandardCharsets.UTF_8));
        }
        return out;
    }

    static String field(Map<String, String> form, String name) {
        String value = form.get(name);
        if (value == null || !value.matches("[\\p{L}\\p{N} ()（）@._-]{1,100}")) {
            throw new IllegalArgumentException(name);
        }
        return value;
    }

    static String body(HttpExchange exchange) throws IOException {
        return new String(exchange.getRequestBody().readNBytes(MAX_BODY), StandardCharsets.UTF_8);
    }

    /// A file, at most one byte more than may be.
    static byte[] bytes(HttpExchange exchange) throws IOException {
        return exchange.getRequestBody().readNBytes(MAX_FILE + 1);
    }

    static void send(HttpExchange exchange, int status, String type, String text)
            throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().add("Content-Type", type + "; charset=utf-8");
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
    }
}
