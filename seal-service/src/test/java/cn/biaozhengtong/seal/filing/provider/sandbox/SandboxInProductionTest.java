package cn.biaozhengtong.seal.filing.provider.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import cn.biaozhengtong.kit.ProductionGuard;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

class SandboxInProductionTest {
    /// Whether or not `BZT_SANDBOX` is on.
    @Test
    void R40_production_doesNotStart_withTheSandboxAsItsFilingSystem() {
        new ApplicationContextRunner()
                .withUserConfiguration(ProductionGuard.class, SandboxSealRegistry.class)
                .withPropertyValues(
                        "spring.profiles.active=production",
                        "bzt.sandbox=false",
                        "bzt.providers.seal-registry=sandbox")
                .run(it ->
                        assertThat(it)
                                .getFailure()
                                .hasMessageContaining("the sandbox sandboxSealRegistry"));
    }
}
