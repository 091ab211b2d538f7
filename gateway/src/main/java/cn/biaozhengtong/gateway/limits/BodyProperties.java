package cn.biaozhengtong.gateway.limits;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.util.unit.DataSize;

/// How long the gateway waits for what it is sent.
///
/// @param startsWithin after that it has to come at its rate
/// @param bytesPerSecond the least, on average since it had to start
/// @param endsWithin however fast it comes
/// @param inMemory of one body; what is longer lies in a file until it is passed on
/// @param inFiles of all bodies together; what comes above that is told to come again
@ConfigurationProperties("bzt.bodies")
record BodyProperties(
        Duration startsWithin,
        int bytesPerSecond,
        Duration endsWithin,
        DataSize inMemory,
        DataSize inFiles) {}
