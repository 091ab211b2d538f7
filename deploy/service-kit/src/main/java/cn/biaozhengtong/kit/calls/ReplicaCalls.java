package cn.biaozhengtong.kit.calls;

import feign.Client;
import feign.Request;
import feign.RequestTemplate;
import feign.Response;
import java.io.IOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.URI;
import java.time.Clock;
import java.util.Iterator;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.springframework.core.env.Environment;
import org.springframework.stereotype.Component;

/// Sends Feign calls to `http://<service>/…` to the replicas that `bzt.services.<service>.url` lists,
/// one or several with commas between, in turn. A replica that takes no connection got nothing of
/// the call, so the next is asked; what was sent is never sent again, whatever became of it. The
/// gateway does the same for those outside. Other hosts are asked as they are.
@Component
public final class ReplicaCalls implements Client {
    private final Environment environment;
    private final Clock clock;
    private final Client one = new Client.Default(null, null);
    private final Map<String, Replicas> services = new ConcurrentHashMap<>();

    ReplicaCalls(Environment environment, Clock clock) {
        this.environment = environment;
        this.clock = clock;
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
