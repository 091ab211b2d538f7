package cn.biaozhengtong.gateway.routing;

import io.github.resilience4j.bulkhead.Bulkhead;
import io.github.resilience4j.bulkhead.BulkheadConfig;
import java.net.ConnectException;
import java.net.SocketException;
import java.net.URI;
import java.time.Duration;
import java.util.Iterator;
import org.apache.hc.client5.http.ConnectTimeoutException;
import org.apache.hc.core5.http.NoHttpResponseException;
import org.springframework.cloud.gateway.server.mvc.common.MvcUtils;
import org.springframework.http.HttpMethod;
import org.springframework.web.client.ResourceAccessException;
import org.springframework.web.servlet.function.HandlerFunction;
import org.springframework.web.servlet.function.ServerRequest;
import org.springframework.web.servlet.function.ServerResponse;

/// One service as the gateway sees it: its replicas, and how much it may have under way. What is
/// above that is told at once to come again: work that waits in line helps nobody and takes the
/// line down. Long polls are not work, so they are counted apart.
final class Upstream {
    private final Replicas replicas;
    private final Bulkhead work;
    private final Bulkhead polls;

    Upstream(String name, String urls, int workAtOnce, int pollsAtOnce) {
        this.replicas = new Replicas(urls);
        this.work = bulkhead(name, workAtOnce);
        this.polls = bulkhead(name + "-polls", pollsAtOnce);
    }

    private static Bulkhead bulkhead(String name, int most) {
        return Bulkhead.of(
                name,
                BulkheadConfig.custom()
                        .maxConcurrentCalls(most)
                        .maxWaitDuration(Duration.ZERO)
                        .writableStackTraceEnabled(false)
                        .build());
    }

    /// @throws io.github.resilience4j.bulkhead.BulkheadFullException when it has enough to do
    ServerResponse pass(ServerRequest request, HandlerFunction<ServerResponse> next)
            throws Exception {
        Bulkhead bulkhead = request.param("wait").isPresent() ? polls : work;
        bulkhead.acquirePermission();
        try {
            return ask(request, next);
        } finally {
            bulkhead.releasePermission();
        }
    }

    private ServerResponse ask(ServerRequest request, HandlerFunction<ServerResponse> next)
            throws Exception {
        Iterator<URI> inTurn = replicas.inTurn().iterator();
        while (true) {
            MvcUtils.setRequestUrl(request, inTurn.next());
            try {
                return next.handle(request);
            } catch (ResourceAccessException e) {
                boolean again = tookNoConnection(e) || isRead(request) && brokeOff(e);
                if (!inTurn.hasNext() || !again) {
                    throw e;
                }
            }
        }
    }

    void look() {
        replicas.look();
    }

    private static boolean isRead(ServerRequest request) {
        return request.method().equals(HttpMethod.GET) || request.method().equals(HttpMethod.HEAD);
    }

    /// Ended before it answered, as a replica does that is killed.
    private static boolean brokeOff(ResourceAccessException e) {
        return e.getCause() instanceof NoHttpResponseException
                || e.getCause() instanceof SocketException;
    }

    private static boolean tookNoConnection(ResourceAccessException e) {
        return e.getCause() instanceof ConnectException
                || e.getCause() instanceof ConnectTimeoutException;
    }
}
