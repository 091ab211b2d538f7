package cn.biaozhengtong.kit.events;

import java.util.Set;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Profile;

/// In the profile `production` a service refuses to start that would tell and hear events without
/// TLS: whoever forges one freezes accounts and certificates.
@Profile("production")
class OpenBrokerGuard implements SmartInitializingSingleton {
    private static final Set<String> ENCRYPTED = Set.of("SASL_SSL", "SSL");

    private final String protocol;

    OpenBrokerGuard(
            @Value("${spring.kafka.properties.security.protocol:PLAINTEXT}") String protocol) {
        this.protocol = protocol;
    }

    @Override
    public void afterSingletonsInstantiated() {
        if (!ENCRYPTED.contains(protocol)) {
            throw new IllegalStateException(
                    "Refusing to start in the profile production with Kafka by "
                            + protocol
                            + ". Set BZT_KAFKA_PROTOCOL=SASL_SSL, BZT_KAFKA_MECHANISM and the"
                            + " secret BZT_KAFKA_JAAS.");
        }
    }
}
