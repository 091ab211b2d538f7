package cn.biaozhengtong.kit.device;

import cn.biaozhengtong.kit.data.FieldCipher;
import java.time.Clock;
import java.util.List;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/// Puts the proof before every controller.
@Configuration(proxyBeanMethods = false)
public class DeviceConfiguration {
    /// Before everything that may read a body.
    static final int FILTER_ORDER = Ordered.HIGHEST_PRECEDENCE + 100;

    @Bean
    SpentProofs spentProofs(JdbcClient database, Clock clock) {
        return new SpentProofs(database, clock);
    }

    @Bean
    ProofNonces proofNonces(FieldCipher cipher, Clock clock) {
        return new ProofNonces(cipher, clock);
    }

    @Bean
    DeviceProofs deviceProofs(SpentProofs spent, ProofNonces nonces, Clock clock) {
        return new DeviceProofs(spent, nonces, clock);
    }

    @Bean
    FilterRegistrationBean<SignedBody.Filter> signedBodies() {
        FilterRegistrationBean<SignedBody.Filter> filter =
                new FilterRegistrationBean<>(new SignedBody.Filter());
        filter.setOrder(FILTER_ORDER);
        return filter;
    }

    @Bean
    WebMvcConfigurer proofsBeforeControllers(DeviceProofs proofs) {
        return new WebMvcConfigurer() {
            @Override
            public void addInterceptors(InterceptorRegistry registry) {
                registry.addInterceptor(new ProofOfChanges(proofs));
            }

            @Override
            public void addArgumentResolvers(List<HandlerMethodArgumentResolver> resolvers) {
                resolvers.add(new DeviceKeyArgument(proofs));
            }
        };
    }
}
