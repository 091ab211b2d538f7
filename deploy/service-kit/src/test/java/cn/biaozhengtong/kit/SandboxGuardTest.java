package cn.biaozhengtong.kit;

import static org.assertj.core.api.Assertions.assertThat;

import cn.biaozhengtong.kit.provider.sandbox.SandboxToy;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

/// A sandbox never runs in production.
class SandboxGuardTest {
    private final ApplicationContextRunner runner =
            new ApplicationContextRunner().withUserConfiguration(SandboxGuard.class);

    @Test
    void production_withASandbox_doesNotStart() {
        runner.withUserConfiguration(SandboxToy.class)
                .withPropertyValues("spring.profiles.active=production")
                .run(context ->
                        assertThat(context)
                                .getFailure()
                                .hasMessageContaining("sandboxToy")
                                .hasMessageContaining("BZT_SANDBOX=false"));
    }

    @Test
    void production_withoutOne_andOtherProfilesWithOne_start() {
        runner.withPropertyValues("spring.profiles.active=production")
                .run(context -> assertThat(context).hasNotFailed());
        runner.withUserConfiguration(SandboxToy.class)
                .run(context -> assertThat(context).hasNotFailed());
    }
}
