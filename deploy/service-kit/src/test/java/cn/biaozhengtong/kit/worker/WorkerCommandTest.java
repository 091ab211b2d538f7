package cn.biaozhengtong.kit.worker;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class WorkerCommandTest {
    @Test
    void item1_applicationJar_isFoundAroundNestedOnes() {
        assertThat(
                        WorkerCommand.outer(
                                "jar:nested:/srv/my%20suite/app.jar/!BOOT-INF/lib/service-kit.jar!/"))
                .isEqualTo("/srv/my suite/app.jar");
    }
}
