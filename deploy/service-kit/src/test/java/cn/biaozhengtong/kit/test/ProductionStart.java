package cn.biaozhengtong.kit.test;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.test.context.ActiveProfiles;

/// A service starts in the profile `production` with what it must have and no provider: what is not
/// configured says so to who needs it. The broker of the tests speaks no TLS, so no topic is made.
@SpringBootTest(
        properties = {
            "BZT_SANDBOX=false",
            "BZT_CLIENT_SECRET=client",
            "BZT_TICKET_SECRET=ticket",
            "BZT_KAFKA_PROTOCOL=SASL_SSL",
            "BZT_KAFKA_JAAS=org.apache.kafka.common.security.plain.PlainLoginModule required username='u' password='p';",
            "BZT_HELP_PHONE=0412-1234567",
            "spring.kafka.admin.auto-create=false",
            "spring.security.oauth2.resourceserver.jwt.issuer-uri=https://id.example.cn/realms/biaozhengtong",
            "bzt.registrar.issuer=https://id.example.cn/realms/biaozhengtong",
            "bzt.public-url=https://bid.example.cn"
        })
@ActiveProfiles("production")
@RealServers
public abstract class ProductionStart {
    @Autowired private ConfigurableApplicationContext service;

    @Test
    void item8_production_starts_withoutAnySandbox() {
        assertThat(service.isActive()).isTrue();
        assertThat(service.getBeanDefinitionNames())
                .extracting(name -> String.valueOf(service.getBeanFactory().getType(name, false)))
                .noneMatch(type -> type.contains(".provider.sandbox."));
    }
}
