package cn.biaozhengtong.sdk;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.function.Consumer;

/// [WebhookVerifier] for servlet containers: map it to the endpoint's path. What verifies is handed
/// on once per id and answered 204, all else 401; nothing passes to what lies behind.
///
/// Needs the container's Servlet API (6); the rest of the SDK does not.
public final class WebhookFilter extends HttpFilter {
    private static final long serialVersionUID = 1L;
    private static final int MAX_BODY = 8 << 20;

    private final transient WebhookVerifier verifier;
    private final transient Consumer<WebhookVerifier.Webhook> receiver;

    /// @param receiver called once per id, before the answer: throw, and it comes again
    public WebhookFilter(WebhookVerifier verifier, Consumer<WebhookVerifier.Webhook> receiver) {
        this.verifier = verifier;
        this.receiver = receiver;
    }

    @Override
    protected void doFilter(
            HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        byte[] body = request.getInputStream().readNBytes(MAX_BODY);
        Optional<WebhookVerifier.Webhook> webhook =
                verifier.verify(
                        header(request, "webhook-id"),
                        header(request, "webhook-timestamp"),
                        header(request, "webhook-signature"),
                        new String(body, StandardCharsets.UTF_8));
        if (webhook.isEmpty()) {
            response.setStatus(HttpServletResponse.SC_UNAUTHORIZED);
            return;
        }
        if (webhook.get().first()) {
            try {
                receiver.accept(webhook.get());
            } catch (RuntimeException e) {
                verifier.forget(webhook.get().id());
                throw e;
            }
        }
        response.setStatus(HttpServletResponse.SC_NO_CONTENT);
    }

    private static String header(HttpServletRequest request, String name) {
        String value = request.getHeader(name);
        return value == null ? "" : value;
    }
}
