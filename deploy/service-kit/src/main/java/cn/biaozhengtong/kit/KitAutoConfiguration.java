package cn.biaozhengtong.kit;

import cn.biaozhengtong.kit.audit.AuditCheckpoints;
import cn.biaozhengtong.kit.audit.AuditDesk;
import cn.biaozhengtong.kit.audit.AuditLog;
import cn.biaozhengtong.kit.calls.ReplicaCalls;
import cn.biaozhengtong.kit.data.DatabaseConfiguration;
import cn.biaozhengtong.kit.data.FieldCipher;
import cn.biaozhengtong.kit.data.IdempotencyKeys;
import cn.biaozhengtong.kit.data.ResealFields;
import cn.biaozhengtong.kit.device.DeviceConfiguration;
import cn.biaozhengtong.kit.events.EventsConfiguration;
import cn.biaozhengtong.kit.intake.IntakeConfiguration;
import cn.biaozhengtong.kit.objects.ObjectsConfiguration;
import cn.biaozhengtong.kit.problem.ProblemConfiguration;
import cn.biaozhengtong.kit.security.ServiceSecurity;
import cn.biaozhengtong.kit.web.BodyInMemory;
import cn.biaozhengtong.kit.web.ConnectorBuffers;
import cn.biaozhengtong.kit.web.EncodedSlashes;
import cn.biaozhengtong.kit.web.EventStreams;
import cn.biaozhengtong.kit.work.DueWork;
import cn.biaozhengtong.kit.work.UnitOfWork;
import java.time.Clock;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.webmvc.autoconfigure.error.ErrorMvcAutoConfiguration;
import org.springframework.context.SmartLifecycle;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.scheduling.annotation.EnableScheduling;
import org.springframework.scheduling.concurrent.ThreadPoolTaskScheduler;

/// Everything of the kit; a service gets it by having the jar.
@AutoConfiguration(before = ErrorMvcAutoConfiguration.class)
@EnableScheduling
@Import({
    ProblemConfiguration.class,
    ServiceSecurity.class,
    DeviceConfiguration.class,
    EventsConfiguration.class,
    IntakeConfiguration.class,
    ObjectsConfiguration.class,
    DatabaseConfiguration.class,
    AuditLog.class,
    AuditCheckpoints.class,
    AuditDesk.class,
    IdempotencyKeys.class,
    FieldCipher.class,
    ResealFields.class,
    ProductionGuard.class,
    Leaving.class,
    EventStreams.class,
    BodyInMemory.class,
    ConnectorBuffers.class,
    EncodedSlashes.class,
    ReplicaCalls.class,
    UnitOfWork.class,
    DueWork.class,
    ApiDocumentation.class
})
class KitAutoConfiguration {
    /// More than any service has tasks.
    private static final int SCHEDULED_AT_ONCE = 32;

    @Bean
    @ConditionalOnMissingBean
    Clock clock() {
        return Clock.systemUTC();
    }

    /// Spring's own scheduler of virtual threads runs everything with a fixed delay on one thread
    /// after the other: a slow provider would hold up events, webhooks and revocation lists.
    @Bean
    ThreadPoolTaskScheduler taskScheduler() {
        ThreadPoolTaskScheduler scheduler = new Scheduler();
        scheduler.setVirtualThreads(true);
        scheduler.setPoolSize(SCHEDULED_AT_ONCE);
        scheduler.setThreadNamePrefix("scheduled-");
        // After the web server: what its last requests wrote is still told.
        scheduler.setPhase(SmartLifecycle.DEFAULT_PHASE - 10_000);
        return scheduler;
    }

    /// Ends without waiting: tasks that are held back count as running there, so that the wait
    /// lasts to its limit. Every task may end in the middle, as by kill -9.
    private static final class Scheduler extends ThreadPoolTaskScheduler {
        @Override
        public void stop(Runnable callback) {
            stop();
            callback.run();
        }
    }
}
