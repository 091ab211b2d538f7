package cn.biaozhengtong.gateway.routing;

import cn.biaozhengtong.kit.web.ConnectorBuffers;
import cn.biaozhengtong.kit.web.EncodedSlashes;
import org.apache.hc.client5.http.impl.io.ManagedHttpClientConnectionFactory;
import org.apache.hc.core5.http.config.Http1Config;
import org.apache.hc.core5.pool.PoolConcurrencyPolicy;
import org.apache.hc.core5.pool.PoolReusePolicy;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.http.client.HttpComponentsClientHttpRequestFactoryBuilder;
import org.springframework.boot.http.client.autoconfigure.ClientHttpRequestFactoryBuilderCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.scheduling.annotation.EnableScheduling;

/// Passes requests on as they are: nothing repeated, followed, unpacked or remembered, and as many
/// connections as there may be long polls.
@Configuration(proxyBeanMethods = false)
@EnableScheduling
@Import({ConnectorBuffers.class, EncodedSlashes.class})
@EnableConfigurationProperties(Upstreams.Places.class)
class UpstreamClient {
    private static final int CONNECTIONS = 20_000;

    /// Each connection keeps three buffers; of the usual 32 KiB, a thousand streams fill a small
    /// heap.
    private static final ManagedHttpClientConnectionFactory SMALL =
            ManagedHttpClientConnectionFactory.builder()
                    .http1Config(Http1Config.custom().setBufferSize(4096).build())
                    .build();

    @Bean
    ClientHttpRequestFactoryBuilderCustomizer<HttpComponentsClientHttpRequestFactoryBuilder>
            passingOn() {
        return builder ->
                builder.withConnectionManagerCustomizer(pool ->
                                pool.setConnectionFactory(SMALL)
                                        .setMaxConnTotal(CONNECTIONS)
                                        .setMaxConnPerRoute(CONNECTIONS)
                                        .setPoolConcurrencyPolicy(PoolConcurrencyPolicy.LAX)
                                        .setConnPoolPolicy(PoolReusePolicy.LIFO))
                        .withHttpClientCustomizer(client ->
                                client.addExecInterceptorFirst("cut off", new CutOff())
                                        .disableAutomaticRetries()
                                        .disableContentCompression()
                                        .disableCookieManagement()
                                        .disableAuthCaching()
                                        .disableDefaultUserAgent());
    }
}
