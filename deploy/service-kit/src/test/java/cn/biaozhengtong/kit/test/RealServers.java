package cn.biaozhengtong.kit.test;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.springframework.test.context.ContextConfiguration;

/// Runs a Spring test on a real MariaDB and a real Kafka, with tokens of a local issuer.
///
/// By Testcontainers when there is a container socket, as processes of the same servers otherwise;
/// the choice is printed. A server that cannot be had is a failure.
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@ContextConfiguration(initializers = RealServersInitializer.class)
public @interface RealServers {}
