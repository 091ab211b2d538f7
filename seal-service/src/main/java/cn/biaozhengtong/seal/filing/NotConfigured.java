package cn.biaozhengtong.seal.filing;

import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/// Says at start that seals are not filed, where no filing system is configured. A name that nobody
/// knows is refused: nobody's seals shall be in force unfiled for a slip of the pen.
@Component
class NotConfigured {
    private static final Logger LOG = LoggerFactory.getLogger(NotConfigured.class);

    NotConfigured(
            Optional<SealRegistry> registry,
            @Value("${bzt.providers.seal-registry}") String configured) {
        if (registry.isEmpty() && !configured.isEmpty()) {
            throw new IllegalStateException(
                    "BZT_SEAL_REGISTRY is \""
                            + configured
                            + "\": no filing system of that name is known.");
        }
        if (registry.isEmpty()) {
            LOG.warn("Not configured: seals are not filed, and in force as soon as they are made");
        }
    }
}
