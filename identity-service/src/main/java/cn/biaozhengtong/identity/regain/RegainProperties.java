package cn.biaozhengtong.identity.regain;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/// @param waiting from the proof until the number may change: as long as whoever holds an old
///   device or number has to notice and object
/// @param claim how long after that the person may come for it
@ConfigurationProperties("bzt.regain")
record RegainProperties(
        @DefaultValue("72h") Duration waiting, @DefaultValue("14d") Duration claim) {}
