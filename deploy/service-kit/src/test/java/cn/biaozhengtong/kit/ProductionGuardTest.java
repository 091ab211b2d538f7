package cn.biaozhengtong.kit;

import static org.assertj.core.api.Assertions.assertThat;

import cn.biaozhengtong.kit.provider.sandbox.SandboxToy;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Configuration;

/// What a service decides before it makes anything.
class ProductionGuardTest {
    private final ApplicationContextRunner runner =
            new ApplicationContextRunner().withUserConfiguration(ProductionGuard.class);
    private final ApplicationContextRunner production =
            runner.withPropertyValues(
                    "spring.profiles.active=production",
                    "bzt.sandbox=false",
                    "bzt.public-url=https://bid.example.cn",
                    "spring.datasource.password=secret",
                    "spring.security.oauth2.resourceserver.jwt.issuer-uri=https://id.example.cn/realms/b");

    @Configuration
    @OpenDefault("attachments lie in one machine's folder, set BZT_S3_BUCKET")
    static class Folder {}

    private static void refuses(ApplicationContextRunner it, String... reasons) {
        it.run(context -> {
            for (String reason : reasons) {
                assertThat(context).getFailure().hasMessageContaining(reason);
            }
        });
    }

    private static void starts(ApplicationContextRunner it) {
        it.run(context -> assertThat(context).hasNotFailed());
    }

    @ParameterizedTest
    @ValueSource(strings = {"no", "0", "off", "yes", "TRUE", "1", " "})
    void item8_sandbox_isTrueOrFalse_andNothingElse(String word) {
        refuses(runner.withPropertyValues("bzt.sandbox=" + word), "write true or false");
    }

    @Test
    void item8_sandbox_isOffUntilItIsSwitchedOn() {
        starts(runner);
        starts(runner.withPropertyValues("bzt.sandbox=true"));
        starts(runner.withPropertyValues("bzt.sandbox=false"));
    }

    @Test
    void item8_production_tellsAllReasonsAtOnce() {
        refuses(
                runner.withUserConfiguration(SandboxToy.class, Folder.class)
                        .withPropertyValues(
                                "spring.profiles.active=production",
                                "bzt.sandbox=true",
                                "bzt.public-url=http://127.0.0.1:18080",
                                "bzt.authority.password=",
                                "spring.kafka.bootstrap-servers=127.0.0.1:1",
                                "bzt.webhook.loopback-ports=18091",
                                "bzt.help.phone=400-000-0000",
                                "server.port=8443",
                                "management.server.port=8443",
                                "spring.security.oauth2.resourceserver.jwt.issuer-uri=http://id.example.cn/realms/b"),
                "the sandbox is on",
                "sandboxToy",
                "BZT_S3_BUCKET",
                "bzt.public-url is not https",
                "bzt.authority.password is empty",
                "Kafka is open",
                "webhooks may go to loopback",
                "BZT_HELP_PHONE",
                "BZT_MANAGEMENT_PORT",
                "issuer-uri is not https");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://127.0.0.1",
                "https://localhost:8443",
                "https://[::1]/",
                "https://0.0.0.0",
                "http://bid.example.cn",
                "bid.example.cn",
                ""
            })
    void item8_production_isReachedByHttpsOfAPublicName(String url) {
        refuses(production.withPropertyValues("bzt.public-url=" + url), "bzt.public-url");
    }

    @ParameterizedTest
    @ValueSource(strings = {"PLAINTEXT", "SASL_PLAINTEXT"})
    void item20_production_withAnOpenBroker_doesNotStart(String open) {
        ApplicationContextRunner it =
                production.withPropertyValues("spring.kafka.bootstrap-servers=k:9093");
        refuses(it, "BZT_KAFKA_PROTOCOL=SASL_SSL");
        String protocol = "spring.kafka.properties.security.protocol=";
        refuses(it.withPropertyValues(protocol + open), "BZT_KAFKA_PROTOCOL=SASL_SSL");
        starts(it.withPropertyValues(protocol + "SASL_SSL"));
    }

    @Test
    void item8_production_thatIsConfigured_starts() {
        starts(production);
    }
}
