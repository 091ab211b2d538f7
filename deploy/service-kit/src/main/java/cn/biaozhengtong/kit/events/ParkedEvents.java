package cn.biaozhengtong.kit.events;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.kafka.core.KafkaAdmin;
import org.springframework.scheduling.annotation.Scheduled;

/// Counts what lies in dead-letter topics, as `bzt_events_parked` by topic: an alert on anything
/// above nothing. `deploy/dead-letters` shows it and gives it back.
///
/// Every service that knows a topic counts it; they all say the same.
class ParkedEvents implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ParkedEvents.class);
    private static final long PATIENCE_SECONDS = 10;

    private final Admin broker;
    private final Map<String, Long> parked = new ConcurrentHashMap<>();

    /// @param topics the dead-letter topics
    ParkedEvents(KafkaAdmin access, List<String> topics, MeterRegistry meters) {
        broker = Admin.create(access.getConfigurationProperties());
        for (String topic : topics) {
            Gauge.builder("bzt.events.parked", () -> parked.get(topic))
                    .description("Events in a dead-letter topic; unknown while the broker is away")
                    .tag("topic", topic)
                    .register(meters);
            parked.put(topic, 0L);
        }
    }

    @Scheduled(fixedDelay = 15_000, initialDelay = 5_000)
    void count() {
        try {
            counted(broker, List.copyOf(parked.keySet())).forEach(parked::put);
        } catch (ExecutionException | TimeoutException e) {
            LOG.warn("parked events are not counted: {}", e.toString());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static Map<String, Long> counted(Admin broker, List<String> topics)
            throws ExecutionException, InterruptedException, TimeoutException {
        List<TopicPartition> partitions =
                broker
                        .describeTopics(topics)
                        .allTopicNames()
                        .get(PATIENCE_SECONDS, TimeUnit.SECONDS)
                        .values()
                        .stream()
                        .flatMap(topic ->
                                topic.partitions().stream()
                                        .map(it ->
                                                new TopicPartition(topic.name(), it.partition())))
                        .toList();
        Map<TopicPartition, ListOffsetsResultInfo> first =
                offsets(broker, partitions, OffsetSpec.earliest());
        Map<TopicPartition, ListOffsetsResultInfo> next =
                offsets(broker, partitions, OffsetSpec.latest());
        return partitions.stream()
                .collect(
                        Collectors.groupingBy(
                                TopicPartition::topic,
                                Collectors.summingLong(
                                        it -> offset(next, it) - offset(first, it))));
    }

    private static Map<TopicPartition, ListOffsetsResultInfo> offsets(
            Admin broker, List<TopicPartition> partitions, OffsetSpec which)
            throws ExecutionException, InterruptedException, TimeoutException {
        return broker.listOffsets(
                        partitions.stream().collect(Collectors.toMap(it -> it, it -> which)))
                .all()
                .get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    }

    private static long offset(
            Map<TopicPartition, ListOffsetsResultInfo> offsets, TopicPartition of) {
        ListOffsetsResultInfo it = offsets.get(of);
        return it == null ? 0 : it.offset();
    }

    /// Whatever it is doing: nobody waits for its answer.
    @Override
    public void close() {
        broker.close(Duration.ZERO);
    }
}
