/// Starts the whole suite on one machine: real MariaDB, Kafka, Keycloak and the services, each a
/// process of its own on loopback, all ended together. Tests use the servers singly.
@NullMarked
package cn.biaozhengtong.launcher;

import org.jspecify.annotations.NullMarked;
