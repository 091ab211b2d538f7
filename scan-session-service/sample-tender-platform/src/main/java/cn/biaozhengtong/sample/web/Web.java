package cn.biaozhengtong.sample.web;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/// Requests read and answered, within bounds.
public final class Web {
    /// In bytes.
    public static final int MAX_FILE = 12 << 20;

    private static final int MAX_BODY = 64 * 1024;
    private static final int LONGEST_TITLE = 60;

    private static final String NOT_IN_TITLES =
            "[^\\p{L}\\p{N}·.,，、:：;；!！?？&+—–_/#%@*~～'’“”「」『』()（）〔〕\\[\\]【】《》〈〉-]";

    private Web() {}

    public static String header(HttpExchange exchange, String name) {
        String value = exchange.getRequestHeaders().getFirst(name);
        return value == null ? "" : value;
    }

    public static Map<String, String> form(HttpExchange exchange) throws IOException {
        return fields(body(exchange));
    }

    public static Map<String, String> query(HttpExchange exchange) {
        String query = exchange.getRequestURI().getRawQuery();
        return query == null ? Map.of() : fields(query);
    }

    private static Map<String, String> fields(String text) {
        Map<String, String> out = new HashMap<>();
        for (String pair : text.split("&")) {
            String[] parts = pair.split("=", 2);
            out.put(
                    URLDecoder.decode(parts[0], StandardCharsets.UTF_8),
                    URLDecoder.decode(parts.length > 1 ? parts[1] : "", StandardCharsets.UTF_8));
        }
        return out;
    }

    public static String field(Map<String, String> form, String name) {
        String value = form.get(name);
        if (value == null || !value.matches("[\\p{L}\\p{N} ()（）@._-]{1,100}")) {
            throw new IllegalArgumentException(name);
        }
        return value;
    }

    /// What a user calls something, as the service takes titles: letters, digits and their usual
    /// punctuation, not too long.
    public static String title(String text, String otherwise) {
        String clean = text.replaceAll(NOT_IN_TITLES, " ").replaceAll("\\s+", " ").strip();
        int length = Math.min(LONGEST_TITLE, clean.codePointCount(0, clean.length()));
        String out = clean.substring(0, clean.offsetByCodePoints(0, length)).strip();
        return out.isEmpty() ? otherwise : out;
    }

    public static String body(HttpExchange exchange) throws IOException {
        return new String(exchange.getRequestBody().readNBytes(MAX_BODY), StandardCharsets.UTF_8);
    }

    /// The body as a file.
    ///
    /// @throws PageProblem when it is empty or larger than may be; nothing is left then
    public static void save(HttpExchange exchange, Path target) throws IOException {
        long size = 0;
        byte[] piece = new byte[64 * 1024];
        InputStream in = exchange.getRequestBody();
        try (OutputStream out = Files.newOutputStream(target)) {
            for (int n = in.read(piece); n > 0 && size <= MAX_FILE; n = in.read(piece)) {
                out.write(piece, 0, n);
                size += n;
            }
        }
        if (size == 0 || size > MAX_FILE) {
            Files.delete(target);
            throw new PageProblem(422, size == 0 ? "文件是空的，请重新选择" : "文件超过 12 MB，请拆分或压缩后再上传");
        }
    }

    /// @param cookie of the browser, empty when it has none of that name
    public static String cookie(HttpExchange exchange, String cookie) {
        for (String it : header(exchange, "Cookie").split(";")) {
            String[] parts = it.strip().split("=", 2);
            if (parts[0].equals(cookie) && parts.length > 1) {
                return parts[1];
            }
        }
        return "";
    }

    public static void setCookie(
            HttpExchange exchange, String name, String value, String sameSite) {
        exchange.getResponseHeaders()
                .add("Set-Cookie", name + "=" + value + "; HttpOnly; SameSite=" + sameSite);
    }

    public static void json(HttpExchange exchange, Object it) throws IOException {
        exchange.getResponseHeaders().set("Cache-Control", "no-store");
        send(exchange, 200, "application/json", JsonText.of(it));
    }

    public static void send(HttpExchange exchange, int status, String type, String text)
            throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", type + "; charset=utf-8");
        exchange.getResponseHeaders().set("X-Content-Type-Options", "nosniff");
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
    }

    public static void bytes(HttpExchange exchange, String type, byte[] bytes) throws IOException {
        exchange.getResponseHeaders().set("Content-Type", type);
        exchange.getResponseHeaders().set("Cache-Control", "no-store");
        exchange.sendResponseHeaders(200, bytes.length);
        exchange.getResponseBody().write(bytes);
    }

    /// To be saved under a name.
    public static void download(HttpExchange exchange, Path file, String name) throws IOException {
        String encoded = URLEncoder.encode(name, StandardCharsets.UTF_8).replace("+", "%20");
        exchange.getResponseHeaders().set("Content-Type", "application/octet-stream");
        exchange.getResponseHeaders().set("Cache-Control", "no-store");
        exchange.getResponseHeaders()
                .set("Content-Disposition", "attachment; filename*=UTF-8''" + encoded);
        exchange.sendResponseHeaders(200, Files.size(file));
        Files.copy(file, exchange.getResponseBody());
    }
}
