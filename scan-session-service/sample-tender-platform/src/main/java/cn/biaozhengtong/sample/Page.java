package cn.biaozhengtong.sample;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/// The pages, as they lie among the resources.
final class Page {
    private Page() {}

    /// @param gateway whose web component shows the QR
    static String of(String file, String gateway) {
        try (InputStream in = Page.class.getResourceAsStream("/pages/" + file)) {
            if (in == null) {
                throw new IllegalArgumentException(file);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .replace("{gateway}", gateway);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
