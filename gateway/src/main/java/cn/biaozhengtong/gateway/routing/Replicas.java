package cn.biaozhengtong.gateway.routing;

import java.net.URI;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.springframework.cloud.client.DefaultServiceInstance;
import org.springframework.cloud.client.ServiceInstance;
import org.springframework.cloud.loadbalancer.core.ServiceInstanceListSupplier;
import org.springframework.cloud.loadbalancer.support.LoadBalancerClientFactory;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.core.env.Environment;
import org.springframework.http.client.JdkClientHttpRequestFactory;
import org.springframework.web.client.RestClient;
import reactor.core.publisher.Flux;

/// Where the replicas of a service are: `bzt.upstreams.SERVICE`, one URL or several with commas
/// between. Of several, those whose readiness fails get no requests until it returns.
///
/// No `@Configuration`: made once for each service that a route names, not found by scanning.
class Replicas {
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    @Bean
    ServiceInstanceListSupplier whoIsThere(
            Environment environment, ConfigurableApplicationContext context) {
        String service = environment.getRequiredProperty(LoadBalancerClientFactory.PROPERTY_NAME);
        Named named =
                new Named(
                        service,
                        instances(
                                service,
                                environment.getRequiredProperty("bzt.upstreams." + service)));
        if (named.all().size() == 1) {
            return named;
        }
        JdkClientHttpRequestFactory factory = new JdkClientHttpRequestFactory();
        factory.setReadTimeout(PATIENCE);
        return ServiceInstanceListSupplier.builder()
                .withBase(named)
                .withBlockingHealthChecks(RestClient.builder().requestFactory(factory).build())
                .build(context);
    }

    private record Named(String service, List<ServiceInstance> all)
            implements ServiceInstanceListSupplier {
        @Override
        public String getServiceId() {
            return service;
        }

        @Override
        public Flux<List<ServiceInstance>> get() {
            return Flux.just(all);
        }
    }

    private static List<ServiceInstance> instances(String service, String urls) {
        return Arrays.stream(urls.split(",", -1))
                .map(String::strip)
                .map(url -> instance(service, URI.create(url)))
                .toList();
    }

    private static ServiceInstance instance(String service, URI url) {
        boolean secure = url.getScheme().equals("https");
        int usual = secure ? 443 : 80;
        int port = url.getPort() < 0 ? usual : url.getPort();
        return new DefaultServiceInstance(url.toString(), service, url.getHost(), port, secure);
    }
}
