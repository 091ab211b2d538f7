package cn.biaozhengtong.kit.events;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

/// Events go through no open broker in production.
class OpenBrokerGuardTest {
    private static final String PROTOCOL = "spring.kafka.properties.security.protocol=";
    private final ApplicationContextRunner runner =
            new ApplicationContextRunner()
                    .withUserConfiguration(OpenBrokerGuard.class)
                    .withPropertyValues("spring.profiles.active=production");

    @Test
    void item20_production_withAnOpenBroker_doesNotStart() {
        for (String open : new String[] {"PLAINTEXT", "SASL_PLAINTEXT"}) {
            runner.withPropertyValues(PROTOCOL + open)
                    .run(context ->
                            assertThat(context)
                                    .getFailure()
                                    .hasMessageContaining("BZT_KAFKA_PROTOCOL=SASL_SSL"));
        }
        runner.run(context -> assertThat(context).hasFailed());
    }

    @Test
    void production_byTls_starts() {
        runner.withPropertyValues(PROTOCOL + "SASL_SSL")
                .run(context -> assertThat(context).hasNotFailed());
    }
}
