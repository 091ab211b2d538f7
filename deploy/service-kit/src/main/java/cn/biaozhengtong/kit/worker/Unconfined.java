package cn.biaozhengtong.kit.worker;

import cn.biaozhengtong.kit.OpenDefault;
import org.springframework.context.annotation.Condition;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.type.AnnotatedTypeMetadata;

/// Part of a service whose workers are not shut in; production does not start with it, unless the
/// site says that it knows.
@Configuration(proxyBeanMethods = false)
@Conditional(Unconfined.Here.class)
@OpenDefault(
        "workers that read files of others can read the service's, install bubblewrap and allow users' namespaces, or set BZT_WORKERS_UNCONFINED=true")
public class Unconfined {
    static final class Here implements Condition {
        @Override
        public boolean matches(ConditionContext context, AnnotatedTypeMetadata metadata) {
            boolean known =
                    context.getEnvironment()
                            .getProperty("bzt.workers.unconfined", Boolean.class, false);
            return !known && !Sandbox.HERE.hidesFiles();
        }
    }
}
