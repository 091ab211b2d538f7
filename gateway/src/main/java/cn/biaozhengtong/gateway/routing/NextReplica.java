package cn.biaozhengtong.gateway.routing;

import java.lang.reflect.Method;
import java.net.ConnectException;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import org.apache.hc.client5.http.ConnectTimeoutException;
import org.springframework.cloud.gateway.server.mvc.filter.FilterSupplier;
import org.springframework.stereotype.Component;
import org.springframework.web.client.ResourceAccessException;
import org.springframework.web.servlet.function.HandlerFilterFunction;
import org.springframework.web.servlet.function.ServerResponse;

/// The filter `NextReplica` of a route: who takes no connection got nothing of the request, so
/// another replica is asked. A request that was sent is never sent again, whatever became of it.
@Component
public class NextReplica implements FilterSupplier {
    private static final int REPLICAS_ASKED = 3;

    @Override
    public Collection<Method> get() {
        return Arrays.stream(NextReplica.class.getMethods())
                .filter(it -> it.getName().equals("nextReplica"))
                .toList();
    }

    public static HandlerFilterFunction<ServerResponse, ServerResponse> nextReplica() {
        return (request, next) -> {
            for (int asked = 1; ; asked++) {
                try {
                    return next.handle(request);
                } catch (ResourceAccessException e) {
                    if (asked == REPLICAS_ASKED || !tookNoConnection(e)) {
                        throw e;
                    }
                }
            }
        };
    }

    private static boolean tookNoConnection(ResourceAccessException e) {
        return List.of(ConnectException.class, ConnectTimeoutException.class).stream()
                .anyMatch(it -> it.isInstance(e.getCause()));
    }
}
