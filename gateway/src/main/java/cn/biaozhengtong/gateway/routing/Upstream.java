package cn.biaozhengtong.gateway.routing;

import cn.biaozhengtong.gateway.limits.BoundedBody;
import io.github.resilience4j.bulkhead.Bulkhead;
import io.github.resilience4j.bulkhead.BulkheadConfig;
import io.github.resilience4j.bulkhead.BulkheadFullException;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.ConnectException;
import java.net.SocketException;
import java.net.URI;
import java.time.Duration;
import java.util.Iterator;
import org.apache.hc.client5.http.ConnectTimeoutException;
import org.apache.hc.core5.http.NoHttpResponseException;
import org.jspecify.annotations.Nullable;
import org.springframework.cloud.gateway.server.mvc.common.MvcUtils;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.http.client.ClientHttpResponse;
import org.springframework.util.MultiValueMap;
import org.springframework.web.client.ResourceAccessException;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.function.HandlerFunction;
import org.springframework.web.servlet.function.ServerRequest;
import org.springframework.web.servlet.function.ServerResponse;

/// One service as the gateway sees it: its replicas, and how much it may have under way. What is
/// above that is told at once to come again: work that waits in line helps nobody and takes the
/// line down. Long polls and streams are no work but cost memory, so all of them are counted
/// together, until their last byte.
final class Upstream {
    private final Replicas replicas;
    private final Bulkhead work;
    private final WaitingPlaces waiting;

    /// @param waiting what polls and streams of all services share
    Upstream(String name, String urls, int workAtOnce, WaitingPlaces waiting) {
        this.replicas = new Replicas(urls);
        this.work = bulkhead(name, workAtOnce);
        this.waiting = waiting;
    }

    static Bulkhead bulkhead(String name, int most) {
        return Bulkhead.of(
                name,
                BulkheadConfig.custom()
                        .maxConcurrentCalls(most)
                        .maxWaitDuration(Duration.ZERO)
                        .writableStackTraceEnabled(false)
                        .build());
    }

    /// Takes a place only when all of the request is here: a sender who dawdles keeps nobody out.
    ///
    /// @throws BulkheadFullException when it has enough to do
    /// @throws cn.biaozhengtong.gateway.web.BodyRefused when the body is not to be had
    ServerResponse pass(ServerRequest request, HandlerFunction<ServerResponse> next)
            throws Exception {
        BoundedBody.arrive(request.servletRequest());
        work.acquirePermission();
        ServerResponse answer;
        try {
            answer = ask(request, next);
        } finally {
            work.releasePermission();
        }
        return isStream(answer) ? admitted(request, answer) : answer;
    }

    /// The same of a route whose requests may wait for news: with `wait` they are no work.
    ServerResponse passPoll(ServerRequest request, HandlerFunction<ServerResponse> next)
            throws Exception {
        if (request.param("wait").isEmpty()) {
            return pass(request, next);
        }
        BoundedBody.arrive(request.servletRequest());
        WaitingPlaces.Place place = waiting.take(request.servletRequest());
        try {
            return ask(request, next);
        } finally {
            place.giveBack();
        }
    }

    private static boolean isStream(ServerResponse answer) {
        return MediaType.TEXT_EVENT_STREAM.isCompatibleWith(answer.headers().getContentType());
    }

    private ServerResponse admitted(ServerRequest request, ServerResponse stream)
            throws IOException {
        try {
            return new CountedStream(stream, waiting.take(request.servletRequest()));
        } catch (BulkheadFullException e) {
            ClientHttpResponse upstream =
                    MvcUtils.getAttribute(request, MvcUtils.CLIENT_RESPONSE_ATTR);
            if (upstream != null) {
                upstream.getBody().close();
            }
            throw e;
        }
    }

    /// Counted until its last byte was written, or nobody reads it any more.
    private record CountedStream(ServerResponse stream, WaitingPlaces.Place place)
            implements ServerResponse {
        @Override
        public HttpStatusCode statusCode() {
            return stream.statusCode();
        }

        @Override
        public HttpHeaders headers() {
            return stream.headers();
        }

        @Override
        public MultiValueMap<String, Cookie> cookies() {
            return stream.cookies();
        }

        @Override
        public @Nullable ModelAndView writeTo(
                HttpServletRequest request, HttpServletResponse response, Context context)
                throws ServletException, IOException {
            try {
                return stream.writeTo(request, response, context);
            } finally {
                place.giveBack();
            }
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
