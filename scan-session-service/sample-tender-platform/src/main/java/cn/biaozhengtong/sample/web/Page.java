package cn.biaozhengtong.sample.web;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The pages, as they lie among the resources.
public final class Page {
    private static final Map<String, String> TYPES =
            Map.of("html", "text/html", "js", "text/javascript", "css", "text/css");

    /// What several pages have, by the names that stand for it.
    private static final List<String> PARTS =
            List.of("head", "nodes", "scan", "place", "documents");

    private Page() {}

    /// @param type of the content
    public record Content(String type, String text) {}

    /// @param path as it is asked for: `/` is `home.html`, `/stamp` is `stamp.html`
    /// @param gateway whose web component shows the QR
    /// @return empty when there is no such page
    public static Optional<Content> of(String path, String gateway) {
        String name = path.equals("/") ? "home.html" : path.substring(1);
        String file = name.contains(".") ? name : name + ".html";
        String type = TYPES.get(file.replaceFirst(".*\\.", ""));
        if (type == null || !file.matches("[a-z]+\\.[a-z]+")) {
            return Optional.empty();
        }
        if (Page.class.getResource("/pages/" + file) == null) {
            return Optional.empty();
        }
        String text = read("pages/" + file);
        for (String part : type.equals("text/html") ? PARTS : List.<String>of()) {
            String placeholder = "{" + part + "}";
            if (text.contains(placeholder)) {
                text = text.replace(placeholder, read("parts/" + part + ".html"));
            }
        }
        return Optional.of(new Content(type, text.replace("{gateway}", gateway)));
    }

    private static String read(String file) {
        try (InputStream in = Page.class.getResourceAsStream("/" + file)) {
            if (in == null) {
                throw new IllegalArgumentException(file);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
