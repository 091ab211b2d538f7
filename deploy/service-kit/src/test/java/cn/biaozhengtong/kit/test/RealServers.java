package cn.biaozhengtong.kit.test;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.springframework.test.context.ContextConfiguration;
import org.springframework.test.context.TestExecutionListeners;
import org.springframework.test.context.TestPropertySource;

/// Runs a Spring test on a real MariaDB and a real Kafka, with tokens of a local issuer.
///
/// By Testcontainers when there is a container socket, as processes of the same servers otherwise;
/// the choice is printed. A server that cannot be had is a failure. What is emitted is held against
/// the event contracts of the module.
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
// Asked for before an initializer runs.
@TestPropertySource(properties = {"BZT_PORT=0", "BZT_MANAGEMENT_PORT=0"})
@ContextConfiguration(initializers = RealServersInitializer.class)
@TestExecutionListeners(
        listeners = EventContracts.class,
        mergeMode = TestExecutionListeners.MergeMode.MERGE_WITH_DEFAULTS)
public @interface RealServers {}
