package cn.biaozhengtong.kit;

import cn.biaozhengtong.kit.audit.AuditLog;
import cn.biaozhengtong.kit.data.FieldCipher;
import cn.biaozhengtong.kit.data.IdempotencyKeys;
import cn.biaozhengtong.kit.data.ResealFields;
import cn.biaozhengtong.kit.events.EventsConfiguration;
import cn.biaozhengtong.kit.problem.ProblemConfiguration;
import cn.biaozhengtong.kit.security.ServiceSecurity;
import cn.biaozhengtong.kit.web.ConnectorBuffers;
import cn.biaozhengtong.kit.web.EventStreams;
import java.time.Clock;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.scheduling.annotation.EnableScheduling;

/// Everything of the kit; a service gets it by having the jar.
@AutoConfiguration
@EnableScheduling
@Import({
    ProblemConfiguration.class,
    ServiceSecurity.class,
    EventsConfiguration.class,
    AuditLog.class,
    IdempotencyKeys.class,
    FieldCipher.class,
    ResealFields.class,
    SandboxGuard.class,
    Leaving.class,
    EventStreams.class,
    ConnectorBuffers.class,
    ApiDocumentation.class
})
class KitAutoConfiguration {
    @Bean
    @ConditionalOnMissingBean
    Clock clock() {
        return Clock.systemUTC();
    }
}
