package cn.biaozhengtong.acceptance;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// The inbox as a stream of server-sent events.
final class MessageStream {
    private final HttpRequest request;

    MessageStream(URI gateway, String token) {
        request =
                HttpRequest.newBuilder(gateway.resolve("/api/identity/v1/messages/stream"))
                        .header("Authorization", "Bearer " + token)
                        .header("Accept", "text/event-stream")
                        .build();
    }

    /// The data line of the first event that contains the text.
    String await(String text, Duration limit) {
        CompletableFuture<String> found = new CompletableFuture<>();
        Thread.startVirtualThread(() -> read(text, found));
        try {
            return found.get(limit.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            throw new AssertionError("no message with " + text, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        } catch (ExecutionException e) {
            throw new AssertionError("the stream broke", e.getCause());
        }
    }

    private void read(String text, CompletableFuture<String> found) {
        try {
            var answer =
                    HttpClient.newHttpClient()
                            .send(request, HttpResponse.BodyHandlers.ofInputStream());
            try (BufferedReader lines =
                    new BufferedReader(
                            new InputStreamReader(answer.body(), StandardCharsets.UTF_8))) {
                for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                    if (line.startsWith("data:") && line.contains(text)) {
                        found.complete(line);
                        return;
                    }
                }
            }
            found.completeExceptionally(new IllegalStateException("status " + answer.statusCode()));
        } catch (IOException e) {
            found.completeExceptionally(new UncheckedIOException(e));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
