package cn.biaozhengtong.acceptance;

import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;

/// Where a suite is, and what its demo people know; written by the launcher.
record Endpoints(Path state, Properties values) {
    static Endpoints of(Path state) {
        Properties values = new Properties();
        try (Reader reader = Files.newBufferedReader(state.resolve("endpoints.properties"))) {
            values.load(reader);
            return new Endpoints(state, values);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    URI gateway() {
        return URI.create(values.getProperty("gateway"));
    }

    URI sample() {
        return URI.create(values.getProperty("sample"));
    }

    URI tokens() {
        return URI.create(values.getProperty("token-url"));
    }

    /// Where webhooks may go on this machine, beside the sample platform's.
    int webhookPort() {
        return Integer.parseInt(values.getProperty("webhook-port"));
    }

    String get(String name) {
        return values.getProperty(name);
    }
}
