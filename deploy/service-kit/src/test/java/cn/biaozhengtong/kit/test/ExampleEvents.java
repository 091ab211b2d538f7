package cn.biaozhengtong.kit.test;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.producer.ProducerRecord;

/// Events as their producers' contracts show them, for consumers' tests.
///
/// A consumer has the producer's `src/contract` as a test resource at `contract/<producer>`.
public final class ExampleEvents {
    private ExampleEvents() {}

    /// @param producer such as `ca-order-service`
    /// @param type such as `ca-order.order.approved.v1`
    public static String payload(String producer, String type) {
        String name = "/contract/" + producer + "/events/" + type + ".example.json";
        try (InputStream in = ExampleEvents.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalArgumentException("no example at " + name);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// A record as the outbox's relay would send it, with a new id.
    public static ProducerRecord<String, String> record(String type, String key, String payload) {
        String topic = type.substring(0, type.indexOf('.', type.indexOf('.') + 1));
        ProducerRecord<String, String> out = new ProducerRecord<>(topic, key, payload);
        Map.of(
                        "ce_id",
                        UUID.randomUUID().toString(),
                        "ce_type",
                        type,
                        "ce_subject",
                        key,
                        "ce_time",
                        Instant.now().toString())
                .forEach((name, value) ->
                        out.headers().add(name, value.getBytes(StandardCharsets.UTF_8)));
        return out;
    }
}
