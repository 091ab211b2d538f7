package cn.biaozhengtong.kit.intake;

import cn.biaozhengtong.kit.worker.Unconfined;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.ApplicationListener;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/// For services that take uploads: they say how many workers they want, as `bzt.intake.workers`.
@Configuration(proxyBeanMethods = false)
@ConditionalOnProperty("bzt.intake.workers")
@Import({TooLargeUploads.class, Unconfined.class})
public class IntakeConfiguration {
    @Bean
    Intake intake(
            @Value("${bzt.intake.workers}") int workers,
            @Value("${bzt.intake.heap-mb}") int heapMb) {
        return new Intake(workers, heapMb);
    }

    /// Not before: starting is slow enough.
    @Bean
    ApplicationListener<ApplicationReadyEvent> intakeStart(Intake intake) {
        return event -> intake.start();
    }
}
