package cn.biaozhengtong.gateway.routing;

import cn.biaozhengtong.kit.web.ConnectorBuffers;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.Collection;
import java.util.Map;
import java.util.stream.Collectors;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.cloud.gateway.server.mvc.common.MvcUtils;
import org.springframework.cloud.gateway.server.mvc.common.Shortcut;
import org.springframework.cloud.gateway.server.mvc.filter.FilterSupplier;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.function.HandlerFilterFunction;
import org.springframework.web.servlet.function.ServerResponse;

/// Where the services are, and the filter `Upstream` that sends a route's requests to one. A
/// replica that takes no connection got nothing of the request, so the next is asked; so it is when
/// a read breaks off. Any other request that was sent is never sent again, whatever became of it.
///
/// Spring Cloud LoadBalancer in this place cost a quarter of the gateway's throughput
/// (deploy/adr/0001).
@Component
public class Upstreams implements FilterSupplier {
    private final Map<String, Upstream> services;

    /// @param urls of each service, one or several with commas between
    /// @param workAtOnce requests that one service may have under way: more than its processors
    ///   keep up with make all of them slow
    /// @param waits requests that a service may have under way whose requests wait in it
    /// @param waitingAtOnce long polls and streams that may be open together; 0: as many as the
    ///   heap bears
    /// @param waitingShare how many clients, accounts or addresses could fill them
    @ConfigurationProperties("bzt.upstreams")
    record Places(
            Map<String, String> urls,
            int workAtOnce,
            Map<String, Integer> waits,
            int waitingAtOnce,
            int waitingShare) {}

    Upstreams(Places places) {
        WaitingPlaces waiting =
                new WaitingPlaces(
                        places.waitingAtOnce() > 0 ? places.waitingAtOnce() : borneByTheHeap(),
                        places.waitingShare());
        this.services =
                places.urls().entrySet().stream()
                        .collect(
                                Collectors.toUnmodifiableMap(
                                        Map.Entry::getKey,
                                        it ->
                                                new Upstream(
                                                        it.getKey(),
                                                        it.getValue(),
                                                        places.waits()
                                                                .getOrDefault(
                                                                        it.getKey(),
                                                                        places.workAtOnce()),
                                                        waiting)));
    }

    /// The rest of the connections is for work.
    private static int borneByTheHeap() {
        return ConnectorBuffers.borneByTheHeap() * 3 / 4;
    }

    @Override
    public Collection<Method> get() {
        return Arrays.stream(Upstreams.class.getMethods())
                .filter(it -> it.isAnnotationPresent(Shortcut.class))
                .toList();
    }

    @Shortcut
    public static HandlerFilterFunction<ServerResponse, ServerResponse> upstream(String service) {
        return (request, next) ->
                MvcUtils.getApplicationContext(request)
                        .getBean(Upstreams.class)
                        .of(service)
                        .pass(request, next);
    }

    /// Of routes whose requests may wait at the service for news, as their `wait` says.
    @Shortcut
    public static HandlerFilterFunction<ServerResponse, ServerResponse> polls(String service) {
        return (request, next) ->
                MvcUtils.getApplicationContext(request)
                        .getBean(Upstreams.class)
                        .of(service)
                        .passPoll(request, next);
    }

    private Upstream of(String service) {
        Upstream upstream = services.get(service);
        if (upstream == null) {
            throw new IllegalArgumentException("no bzt.upstreams.urls." + service);
        }
        return upstream;
    }

    @Scheduled(fixedDelayString = "${bzt.upstreams.look-every}")
    void look() {
        services.values().forEach(Upstream::look);
    }
}
