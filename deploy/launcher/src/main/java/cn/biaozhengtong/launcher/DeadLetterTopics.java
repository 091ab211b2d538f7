package cn.biaozhengtong.launcher;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;

/// A broker's dead-letter topics, as its administrator sees them; in no consumer group.
final class DeadLetterTopics implements AutoCloseable {
    static final String SUFFIX = ".dlt";

    private static final String ADDED = "kafka_";
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final Admin admin;
    private final KafkaConsumer<String, byte[]> reader;
    private final KafkaProducer<String, byte[]> writer;

    DeadLetterTopics(Properties client) {
        admin = Admin.create(client);
        Properties reading = new Properties();
        reading.putAll(client);
        reading.put("enable.auto.commit", "false");
        reading.put("auto.offset.reset", "earliest");
        reader =
                new KafkaConsumer<>(reading, new StringDeserializer(), new ByteArrayDeserializer());
        Properties writing = new Properties();
        writing.putAll(client);
        writing.put("acks", "all");
        writer = new KafkaProducer<>(writing, new StringSerializer(), new ByteArraySerializer());
    }

    Map<String, Long> counts() {
        Map<String, Long> out = new HashMap<>();
        for (String topic : reader.listTopics(PATIENCE).keySet()) {
            if (topic.endsWith(SUFFIX)) {
                List<TopicPartition> partitions = partitions(topic);
                Map<TopicPartition, Long> first = reader.beginningOffsets(partitions, PATIENCE);
                Map<TopicPartition, Long> next = reader.endOffsets(partitions, PATIENCE);
                out.put(topic, sum(next) - sum(first));
            }
        }
        return out;
    }

    private static long sum(Map<TopicPartition, Long> offsets) {
        return offsets.values().stream().mapToLong(Long::longValue).sum();
    }

    private List<TopicPartition> partitions(String topic) {
        if (!reader.listTopics(PATIENCE).containsKey(topic)) {
            throw new Sentence("There is no topic " + topic + "; without words, all are listed.");
        }
        return reader.partitionsFor(topic, PATIENCE).stream()
                .map(it -> new TopicPartition(topic, it.partition()))
                .toList();
    }

    /// All that lie there now, in the order of each partition.
    List<ConsumerRecord<String, byte[]>> all(String topic) {
        List<ConsumerRecord<String, byte[]>> out = new ArrayList<>();
        for (TopicPartition partition : partitions(topic)) {
            List<TopicPartition> one = List.of(partition);
            long end = reader.endOffsets(one, PATIENCE).getOrDefault(partition, 0L);
            reader.assign(one);
            reader.seekToBeginning(one);
            while (reader.position(partition, PATIENCE) < end) {
                reader.poll(PATIENCE).records(partition).stream()
                        .filter(it -> it.offset() < end)
                        .forEach(out::add);
            }
        }
        return out;
    }

    /// The record at a place, unless it is not there or not there any more.
    Optional<ConsumerRecord<String, byte[]>> at(TopicPartition partition, long offset) {
        List<TopicPartition> one = List.of(partition);
        if (!partitions(partition.topic()).contains(partition)
                || offset < reader.beginningOffsets(one, PATIENCE).getOrDefault(partition, 0L)
                || offset >= reader.endOffsets(one, PATIENCE).getOrDefault(partition, 0L)) {
            return Optional.empty();
        }
        reader.assign(one);
        reader.seek(partition, offset);
        return reader.poll(PATIENCE).records(partition).stream()
                .filter(it -> it.offset() == offset)
                .findFirst();
    }

    boolean isOldest(TopicPartition partition, long offset) {
        return reader.beginningOffsets(List.of(partition), PATIENCE).getOrDefault(partition, 0L)
                == offset;
    }

    /// Writes it once more to the topic that it came from, for its consumers.
    ///
    /// @param asParked what lies in the dead-letter topic, where its own topic has it no more
    /// @throws Sentence when its own topic has no such record, or another
    void giveBack(ConsumerRecord<String, byte[]> parked, boolean asParked) {
        ConsumerRecord<String, byte[]> record = asParked ? parked : original(parked);
        String topic = parked.topic().substring(0, parked.topic().length() - SUFFIX.length());
        ProducerRecord<String, byte[]> again =
                new ProducerRecord<>(topic, parked.partition(), record.key(), record.value());
        record.headers()
                .forEach(it -> {
                    if (!it.key().startsWith(ADDED)) {
                        again.headers().add(it);
                    }
                });
        try {
            writer.send(again).get();
        } catch (ExecutionException e) {
            throw new Sentence("The broker did not take it: " + e.getCause(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Sentence("Interrupted", e);
        }
    }

    private ConsumerRecord<String, byte[]> original(ConsumerRecord<String, byte[]> parked) {
        String place = parked.partition() + "-" + parked.offset() + " of " + parked.topic();
        String topic = parked.topic().substring(0, parked.topic().length() - SUFFIX.length());
        int partition =
                header(parked, "kafka_dlt-original-partition")
                        .map(it -> bytes(it, 4).getInt())
                        .orElse(-1);
        long offset =
                header(parked, "kafka_dlt-original-offset")
                        .map(it -> bytes(it, 8).getLong())
                        .orElse(-1L);
        ConsumerRecord<String, byte[]> found =
                at(new TopicPartition(topic, partition), offset)
                        .orElseThrow(() ->
                                new Sentence(
                                        topic
                                                + " has no longer what was parked at "
                                                + place
                                                + ". Look at it (show); if you believe it, say"
                                                + " as-parked behind its place."));
        if (!Arrays.equals(found.value(), parked.value())) {
            throw new Sentence(
                    "What is parked at "
                            + place
                            + " is not what its producer wrote: somebody who may park records there"
                            + " has forged it. Nothing was given back.");
        }
        return found;
    }

    private static ByteBuffer bytes(Header header, int length) {
        if (header.value() == null || header.value().length != length) {
            throw new Sentence("A parked record says in a way that is none where it came from.");
        }
        return ByteBuffer.wrap(header.value());
    }

    /// Lets go of what was given back.
    void forget(Map<TopicPartition, RecordsToDelete> given) {
        try {
            admin.deleteRecords(given).all().get();
        } catch (ExecutionException e) {
            throw new Sentence("Given back, but still parked: " + e.getCause(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Sentence("Interrupted", e);
        }
    }

    static Optional<Header> header(ConsumerRecord<String, byte[]> record, String name) {
        return Optional.ofNullable(record.headers().lastHeader(name));
    }

    /// Numbers that Spring writes as bytes, as numbers.
    static String text(Header header) {
        byte[] value = header.value() == null ? new byte[0] : header.value();
        return switch (header.key()) {
            case "kafka_dlt-original-partition" ->
                    value.length == 4 ? "" + ByteBuffer.wrap(value).getInt() : "?";
            case "kafka_dlt-original-offset", "kafka_dlt-original-timestamp" ->
                    value.length == 8 ? "" + ByteBuffer.wrap(value).getLong() : "?";
            default -> new String(value, StandardCharsets.UTF_8);
        };
    }

    @Override
    public void close() {
        writer.close(PATIENCE);
        reader.close();
        admin.close(PATIENCE);
    }
}
