package cn.biaozhengtong.kit.data;

import com.zaxxer.hikari.HikariDataSource;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;

/// The service's database: what is ready in a failover, which connections are kept, and when
/// transactions begin.
@Configuration(proxyBeanMethods = false)
public class DatabaseConfiguration {
    /// In the place of Spring Boot's own, which is content with a server that reads.
    @Bean
    HealthIndicator dbHealthIndicator(JdbcClient database) {
        return new WritableDatabase(database);
    }

    @Bean
    static BeanPostProcessor connections() {
        return new BeanPostProcessor() {
            @Override
            public Object postProcessBeforeInitialization(Object bean, String name) {
                if (bean instanceof HikariDataSource pool) {
                    PrimaryConnections.only(pool);
                }
                return bean;
            }

            @Override
            public Object postProcessAfterInitialization(Object bean, String name) {
                return bean instanceof HikariDataSource pool ? new LateTransactions(pool) : bean;
            }
        };
    }
}
