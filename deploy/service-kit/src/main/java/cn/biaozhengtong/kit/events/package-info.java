/// Facts for other services: written in the same transaction (outbox), relayed to Kafka in order
/// per key, taken once by consumers (inbox); a poison record goes to the dead-letter topic.
@NullMarked
package cn.biaozhengtong.kit.events;

import org.jspecify.annotations.NullMarked;
