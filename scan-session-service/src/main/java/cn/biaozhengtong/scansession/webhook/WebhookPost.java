package cn.biaozhengtong.scansession.webhook;

import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.apache.hc.client5.http.classic.methods.HttpPost;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.io.entity.StringEntity;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.stereotype.Component;

/// One POST to a platform, at the address that was checked, with no redirect followed, nothing kept
/// open, at most 10 seconds and 64 KiB of its answer.
@Component
class WebhookPost implements DisposableBean {
    private static final Duration LIMIT = Duration.ofSeconds(10);
    private static final int READ_LIMIT = 64 * 1024;
    private static final int CONNECTIONS = 512;

    private final ScheduledExecutorService deadlines =
            Executors.newSingleThreadScheduledExecutor(
                    Thread.ofPlatform().daemon().name("webhook-deadlines").factory());
    private final Duration limit;
    private final CloseableHttpClient http;

    WebhookPost() {
        this(LIMIT);
    }

    WebhookPost(Duration limit) {
        this.limit = limit;
        ConnectionConfig config =
                ConnectionConfig.custom()
                        .setConnectTimeout(limit.toMillis() / 2, TimeUnit.MILLISECONDS)
                        .setSocketTimeout((int) limit.toMillis(), TimeUnit.MILLISECONDS)
                        .build();
        this.http =
                HttpClients.custom()
                        .setConnectionManager(
                                PoolingHttpClientConnectionManagerBuilder.create()
                                        .setDefaultConnectionConfig(config)
                                        .setMaxConnTotal(CONNECTIONS)
                                        .setMaxConnPerRoute(CONNECTIONS)
                                        .build())
                        .setConnectionReuseStrategy((request, response, context) -> false)
                        .disableRedirectHandling()
                        .disableAutomaticRetries()
                        .disableCookieManagement()
                        .disableAuthCaching()
                        .disableContentCompression()
                        .setUserAgent("BiaoZhengTong-Webhook/1")
                        .build();
    }

    /// @param signature the value of the header `webhook-signature`
    record Message(UUID id, long timestamp, String signature, String body) {}

    /// @param retryAfterSeconds what the answer asked for, 0 when nothing
    record Answer(int status, long retryAfterSeconds) {}

    /// @throws IOException when there was no answer in time
    Answer to(URI uri, InetAddress address, Message message) throws IOException {
        HttpPost post = new HttpPost(uri);
        post.setHeader("webhook-id", message.id().toString());
        post.setHeader("webhook-timestamp", Long.toString(message.timestamp()));
        post.setHeader("webhook-signature", message.signature());
        post.setEntity(
                new StringEntity(
                        message.body(),
                        ContentType.APPLICATION_JSON.withCharset(StandardCharsets.UTF_8)));
        HttpHost host = new HttpHost(uri.getScheme(), address, uri.getHost(), uri.getPort());
        // A platform that sends a byte now and then would never meet a socket's time limit.
        ScheduledFuture<?> deadline =
                deadlines.schedule(post::cancel, limit.toMillis(), TimeUnit.MILLISECONDS);
        try {
            ClassicHttpResponse response = http.executeOpen(host, post, null);
            skim(response.getEntity());
            return new Answer(response.getCode(), retryAfter(response));
        } finally {
            deadline.cancel(false);
            // Not the response's close(), which would read an endless answer to its end.
            post.cancel();
        }
    }

    private static long retryAfter(ClassicHttpResponse response) {
        Header header = response.getFirstHeader("Retry-After");
        String value = header == null ? "" : header.getValue();
        return value.matches("[0-9]{1,6}") ? Long.parseLong(value) : 0;
    }

    private static void skim(HttpEntity entity) throws IOException {
        if (entity != null) {
            entity.getContent().readNBytes(READ_LIMIT);
        }
    }

    @Override
    public void destroy() throws IOException {
        deadlines.shutdownNow();
        http.close();
    }
}
