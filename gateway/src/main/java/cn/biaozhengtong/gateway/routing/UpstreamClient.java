package cn.biaozhengtong.gateway.routing;

import org.apache.hc.core5.pool.PoolConcurrencyPolicy;
import org.apache.hc.core5.pool.PoolReusePolicy;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.http.client.HttpComponentsClientHttpRequestFactoryBuilder;
import org.springframework.boot.http.client.autoconfigure.ClientHttpRequestFactoryBuilderCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.scheduling.annotation.EnableScheduling;

/// Passes requests on as they are: nothing repeated, followed, unpacked or remembered, and as many
/// connections as there may be long polls.
@Configuration(proxyBeanMethods = false)
@EnableScheduling
@EnableConfigurationProperties(Upstreams.Places.class)
class UpstreamClient {
    private static final int CONNECTIONS = 20_000;

    @Bean
    ClientHttpRequestFactoryBuilderCustomizer<HttpComponentsClientHttpRequestFactoryBuilder>
            passingOn() {
        return builder ->
                builder.withConnectionManagerCustomizer(pool ->
                                pool.setMaxConnTotal(CONNECTIONS)
                                        .setMaxConnPerRoute(CONNECTIONS)
                                        .setPoolConcurrencyPolicy(PoolConcurrencyPolicy.LAX)
                                        .setConnPoolPolicy(PoolReusePolicy.LIFO))
                        .withHttpClientCustomizer(client ->
                                client.disableAutomaticRetries()
                                        .disableContentCompression()
                                        .disableCookieManagement()
                                        .disableAuthCaching()
                                        .disableDefaultUserAgent());
    }
}
