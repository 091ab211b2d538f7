package cn.biaozhengtong.launcher;

import java.io.IOException;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;

/// `DeadLetters <client.properties> list | show <topic> [<place>] | replay <topic> [<place>
/// [as-parked]]`, where a place is `<partition>-<offset>`: what services parked because they could
/// not take it, and giving it back to them. Runs in a process of its own, with Kafka's jars.
///
/// What is given back is the record as it stands in its own topic, not what lies in the dead-letter
/// topic: whoever may park a record is not thereby believed to be its producer. A consumer that had
/// taken it does not take it twice (its inbox knows the id), so that repeating does no harm.
final class DeadLetters {
    private static final String USAGE =
            "Say nothing, or show TOPIC [PLACE], or replay TOPIC [PLACE [as-parked]]; a place is"
                    + " PARTITION-OFFSET, as show tells it.";

    private final DeadLetterTopics topics;

    private DeadLetters(DeadLetterTopics topics) {
        this.topics = topics;
    }

    public static void main(String[] args) throws Exception {
        Properties client = new Properties();
        try (Reader reader = Files.newBufferedReader(Path.of(args[0]))) {
            client.load(reader);
        }
        try {
            System.out.print(run(client, List.of(args).subList(1, args.length)));
        } catch (Sentence e) {
            System.out.println(e.getMessage());
            System.exit(1);
        }
    }

    /// @param client how an administrator of the broker reaches it
    /// @return what to print
    static String run(Properties client, List<String> words) throws IOException {
        try (DeadLetterTopics topics = new DeadLetterTopics(client)) {
            DeadLetters it = new DeadLetters(topics);
            String what = words.isEmpty() ? "list" : words.getFirst();
            return switch (what + words.size()) {
                case "list0", "list1" -> it.list();
                case "show2" -> it.show(words.get(1));
                case "show3" -> it.show(it.at(words.get(1), words.get(2)));
                case "replay2" -> it.replayAll(words.get(1));
                case "replay3" -> it.replay(it.at(words.get(1), words.get(2)), false);
                case "replay4" -> it.replay(it.at(words.get(1), words.get(2)), isAsParked(words));
                default -> throw new Sentence(USAGE);
            };
        }
    }

    private static boolean isAsParked(List<String> words) {
        if (!words.get(3).equals("as-parked")) {
            throw new Sentence(USAGE);
        }
        return true;
    }

    private String list() {
        StringBuilder out = new StringBuilder();
        new TreeMap<>(topics.counts())
                .forEach((topic, count) -> out.append("%6d  %s%n".formatted(count, topic)));
        return out.isEmpty() ? "No dead-letter topics.\n" : out.toString();
    }

    private ConsumerRecord<String, byte[]> at(String topic, String place) {
        if (!place.matches("[0-9]{1,9}-[0-9]{1,18}")) {
            throw new Sentence(USAGE);
        }
        TopicPartition partition =
                new TopicPartition(parked(topic), Integer.parseInt(place.split("-", 2)[0]));
        long offset = Long.parseLong(place.split("-", 2)[1]);
        return topics.at(partition, offset)
                .orElseThrow(() -> new Sentence("Nothing lies at " + place + " of " + topic + "."));
    }

    /// With or without `.dlt`.
    private static String parked(String topic) {
        return topic.endsWith(DeadLetterTopics.SUFFIX) ? topic : topic + DeadLetterTopics.SUFFIX;
    }

    private String show(String topic) {
        StringBuilder out = new StringBuilder();
        for (ConsumerRecord<String, byte[]> it : topics.all(parked(topic))) {
            out.append(
                    "%d-%d  %s  %s  key %s%n          by %s: %s%n"
                            .formatted(
                                    it.partition(),
                                    it.offset(),
                                    Instant.ofEpochMilli(it.timestamp()),
                                    header(it, "ce_type"),
                                    it.key(),
                                    header(it, "kafka_dlt-original-consumer-group"),
                                    firstLine(header(it, "kafka_dlt-exception-message"))));
        }
        return out.isEmpty() ? "Nothing is parked there.\n" : out.toString();
    }

    private String show(ConsumerRecord<String, byte[]> it) {
        StringBuilder out = new StringBuilder();
        it.headers()
                .forEach(header ->
                        out.append(
                                "%s: %s%n".formatted(header.key(), DeadLetterTopics.text(header))));
        return out.append("key: ").append(it.key()).append('\n')
                + new String(it.value(), StandardCharsets.UTF_8)
                + "\n";
    }

    private String replayAll(String topic) {
        int count = 0;
        Map<TopicPartition, RecordsToDelete> given = new HashMap<>();
        for (ConsumerRecord<String, byte[]> it : topics.all(parked(topic))) {
            topics.giveBack(it, false);
            given.put(
                    new TopicPartition(it.topic(), it.partition()),
                    RecordsToDelete.beforeOffset(it.offset() + 1));
            count++;
        }
        topics.forget(given);
        return count + " given back; nothing of them is parked any more.\n";
    }

    /// It stays parked unless it is the oldest of its partition: only the oldest can go.
    private String replay(ConsumerRecord<String, byte[]> it, boolean asParked) {
        topics.giveBack(it, asParked);
        TopicPartition partition = new TopicPartition(it.topic(), it.partition());
        if (!topics.isOldest(partition, it.offset())) {
            return "Given back. It stays parked while older ones of its partition are.\n";
        }
        topics.forget(Map.of(partition, RecordsToDelete.beforeOffset(it.offset() + 1)));
        return "Given back.\n";
    }

    private static String header(ConsumerRecord<String, byte[]> it, String name) {
        return DeadLetterTopics.header(it, name).map(DeadLetterTopics::text).orElse("?");
    }

    private static String firstLine(String text) {
        return text.lines().findFirst().orElse("");
    }
}
