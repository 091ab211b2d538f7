package cn.biaozhengtong.kit;

import java.util.List;
import java.util.stream.Stream;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.context.annotation.Profile;

/// In the profile `production` a service with a sandbox in it refuses to start.
@Profile("production")
class SandboxGuard implements SmartInitializingSingleton {
    private final ConfigurableListableBeanFactory beans;

    SandboxGuard(ConfigurableListableBeanFactory beans) {
        this.beans = beans;
    }

    @Override
    public void afterSingletonsInstantiated() {
        List<String> sandboxes =
                Stream.of(beans.getBeanDefinitionNames())
                        .filter(name -> isSandbox(beans.getType(name, false)))
                        .sorted()
                        .toList();
        if (!sandboxes.isEmpty()) {
            throw new IllegalStateException(
                    "Refusing to start in the profile production with sandboxes: "
                            + String.join(", ", sandboxes)
                            + ". Set BZT_SANDBOX=false and configure the real providers.");
        }
    }

    private static boolean isSandbox(@org.jspecify.annotations.Nullable Class<?> type) {
        return type != null && type.getPackageName().contains(".provider.sandbox");
    }
}
