package cn.biaozhengtong.kit.events;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;

/// An event as it arrived, its CloudEvents attributes checked.
///
/// @param id unique per event; what the inbox remembers
/// @param type such as `ca-order.certificate.issued.v1`
/// @param subject the key of the aggregate
/// @param time when it happened
/// @param payload JSON of the producer's contract record
public record InboundEvent(String id, String type, String subject, Instant time, String payload) {
    /// @throws IllegalArgumentException when an attribute or the payload is missing: poison
    public static InboundEvent of(ConsumerRecord<String, String> message) {
        if (message.value() == null) {
            throw new UnreadableEvent("event without a payload");
        }
        return new InboundEvent(
                attribute(message, "ce_id"),
                attribute(message, "ce_type"),
                attribute(message, "ce_subject"),
                time(attribute(message, "ce_time")),
                message.value());
    }

    private static Instant time(String text) {
        try {
            return Instant.parse(text);
        } catch (DateTimeParseException e) {
            throw new UnreadableEvent("event with a time that is none", e);
        }
    }

    private static String attribute(ConsumerRecord<String, String> message, String name) {
        Header header = message.headers().lastHeader(name);
        if (header == null) {
            throw new UnreadableEvent("event without " + name);
        }
        return new String(header.value(), StandardCharsets.UTF_8);
    }
}
