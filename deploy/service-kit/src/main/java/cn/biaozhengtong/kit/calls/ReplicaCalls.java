package cn.biaozhengtong.kit.calls;

import feign.Client;
import feign.Request;
import feign.RequestTemplate;
import feign.Response;
import feign.hc5.ApacheHttp5Client;
import java.io.Closeable;
import java.io.IOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.URI;
import java.time.Clock;
import java.util.Iterator;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.core5.util.TimeValue;
import org.jspecify.annotations.Nullable;
import org.springframework.core.env.Environment;
import org.springframework.stereotype.Component;

/// Sends Feign calls to `http://<service>/…` to the replicas that `bzt.services.<service>.url`
/// lists, one or several with commas between, in turn. A replica that takes no connection got
/// nothing of the call, so the next is asked; what was sent is never sent again, whatever became of
/// it. The gateway does the same for those outside. Other hosts are asked as they are.
@Component
public final class ReplicaCalls implements Client, Closeable {
    /// More than a bulkhead lets through.
    private static final int AT_ONCE = 128;

    /// Half of what our servers wait for another request.
    private static final TimeValue RESTS = TimeValue.ofSeconds(10);

    private final Environment environment;
    private final Clock clock;
    private final CloseableHttpClient connections = connections();
    private final Client one = new ApacheHttp5Client(connections);
    private final Map<String, Replicas> services = new ConcurrentHashMap<>();

    ReplicaCalls(Environment environment, Clock clock) {
        this.environment = environment;
        this.clock = clock;
    }

    /// Sends once: the JDK's own client sends a POST a second time when its connection ends without
    /// an answer, although the first may have been heard. So that this is rare, a connection is
    /// looked at before it is used (a replica that ends closes it), and one that rested is given up
    /// before the other side, after twice as long, would do it just as we write.
    private static CloseableHttpClient connections() {
        return HttpClients.custom()
                .setConnectionManager(
                        PoolingHttpClientConnectionManagerBuilder.create()
                                .setMaxConnPerRoute(AT_ONCE)
                                .setMaxConnTotal(AT_ONCE * 4)
                                .setDefaultConnectionConfig(
                                        ConnectionConfig.custom()
                                                .setValidateAfterInactivity(
                                                        TimeValue.ZERO_MILLISECONDS)
                                                .build())
                                .build())
                .setKeepAliveStrategy((answer, context) -> RESTS)
                .evictIdleConnections(RESTS)
                .disableAutomaticRetries()
                .disableRedirectHandling()
                .disableCookieManagement()
                .disableAuthCaching()
                .build();
    }

    @Override
    public void close() throws IOException {
        connections.close();
    }

    @Override
    public Response execute(Request request, Request.Options options) throws IOException {
        URI asked = URI.create(request.url());
        Replicas replicas = replicas(asked.getAuthority());
        if (replicas == null) {
            return one.execute(request, options);
        }
        Iterator<URI> inTurn = replicas.inTurn().iterator();
        while (true) {
            URI replica = inTurn.next();
            try {
                return one.execute(at(replica, asked, request), options);
            } catch (ConnectException | NoRouteToHostException e) {
                replicas.tookNoConnection(replica);
                if (!inTurn.hasNext()) {
                    throw e;
                }
            }
        }
    }

    private @Nullable Replicas replicas(String service) {
        Replicas known = services.get(service);
        if (known != null) {
            return known;
        }
        String urls = environment.getProperty("bzt.services." + service + ".url");
        return urls == null
                ? null
                : services.computeIfAbsent(service, it -> new Replicas(urls, clock));
    }

    private static Request at(URI replica, URI asked, Request request) {
        String whole = request.url();
        String path = whole.substring((asked.getScheme() + "://" + asked.getAuthority()).length());
        RequestTemplate template = request.requestTemplate();
        return Request.create(
                request.httpMethod(),
                replica + path,
                request.headers(),
                request.body(),
                request.charset(),
                template);
    }
}
