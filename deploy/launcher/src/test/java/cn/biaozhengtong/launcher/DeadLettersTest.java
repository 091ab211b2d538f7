package cn.biaozhengtong.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What was parked is found, and given back as its producer wrote it.
class DeadLettersTest {
    private static final int PORT = Ports.free();

    @TempDir private static Path state;
    private static Secrets secrets;
    private static KafkaServer server;
    private static int topics;

    private String topic = "";

    @BeforeAll
    static void started() {
        secrets = Secrets.in(state.resolve("secrets"));
        server =
                KafkaServer.guarded(
                        state,
                        PORT,
                        Ports.free(),
                        state.resolve("kafka.log"),
                        new KafkaAccounts(secrets));
        server.start();
    }

    @AfterAll
    static void stopped() {
        server.process().stop(Duration.ofSeconds(30));
    }

    @BeforeEach
    void topicsOfItsOwn() throws Exception {
        topic = "identity.account-" + topics++;
        try (Admin admin = Admin.create(broker())) {
            admin.createTopics(
                            List.of(
                                    new NewTopic(topic, 1, (short) 1),
                                    new NewTopic(topic + ".dlt", 1, (short) 1)))
                    .all()
                    .get();
        }
    }

    private static Properties broker() {
        Properties out = new Properties();
        out.put("bootstrap.servers", "127.0.0.1:" + PORT);
        out.put("security.protocol", "SASL_PLAINTEXT");
        out.put("sasl.mechanism", "PLAIN");
        out.put("sasl.jaas.config", KafkaAccounts.jaas("broker", secrets));
        return out;
    }

    private static void write(ProducerRecord<String, String> message) throws Exception {
        try (KafkaProducer<String, String> producer =
                new KafkaProducer<>(broker(), new StringSerializer(), new StringSerializer())) {
            producer.send(message).get();
        }
    }

    private void told(String payload) throws Exception {
        ProducerRecord<String, String> message = new ProducerRecord<>(topic, 0, "key", payload);
        message.headers().add("ce_id", "id-1".getBytes(StandardCharsets.UTF_8));
        message.headers().add("ce_type", "a.b.c.v1".getBytes(StandardCharsets.UTF_8));
        write(message);
    }

    /// As a listener parks it.
    private void parked(String payload, long offset) throws Exception {
        ProducerRecord<String, String> message =
                new ProducerRecord<>(topic + ".dlt", 0, "key", payload);
        message.headers().add("ce_id", "id-2".getBytes(StandardCharsets.UTF_8));
        message.headers()
                .add("kafka_dlt-original-partition", ByteBuffer.allocate(4).putInt(0).array());
        message.headers()
                .add("kafka_dlt-original-offset", ByteBuffer.allocate(8).putLong(offset).array());
        message.headers()
                .add("kafka_dlt-exception-message", "why\nat".getBytes(StandardCharsets.UTF_8));
        write(message);
    }

    private List<ConsumerRecord<String, String>> read() {
        TopicPartition partition = new TopicPartition(topic, 0);
        List<ConsumerRecord<String, String>> out = new ArrayList<>();
        try (KafkaConsumer<String, String> consumer =
                new KafkaConsumer<>(broker(), new StringDeserializer(), new StringDeserializer())) {
            consumer.assign(List.of(partition));
            consumer.seekToBeginning(List.of(partition));
            long end = consumer.endOffsets(List.of(partition)).getOrDefault(partition, 0L);
            while (consumer.position(partition) < end) {
                consumer.poll(Duration.ofSeconds(1)).forEach(out::add);
            }
        }
        return out;
    }

    private static String say(String... words) throws Exception {
        return DeadLetters.run(broker(), List.of(words));
    }

    @Test
    void whatIsParked_isCounted_shown_andGivenBackAsItWas() throws Exception {
        told("first");
        parked("first", 0);
        assertThat(say("list")).contains("     1  " + topic + ".dlt");
        assertThat(say("show", topic)).contains("0-0", "key key", "why").doesNotContain("at\n");
        assertThat(say("show", topic, "0-0")).contains("original-offset: 0", "first");

        assertThat(say("replay", topic)).startsWith("1 given back");

        ConsumerRecord<String, String> again = read().get(1);
        assertThat(again.value()).isEqualTo("first");
        assertThat(again.key()).isEqualTo("key");
        // The producer's, by which an inbox knows it.
        assertThat(new String(again.headers().lastHeader("ce_id").value(), StandardCharsets.UTF_8))
                .isEqualTo("id-1");
        assertThat(again.headers().lastHeader("kafka_dlt-original-offset")).isNull();
        assertThat(say("list")).contains("     0  " + topic + ".dlt");
    }

    @Test
    void oneOfSeveral_isGivenBack_andStaysUntilItIsTheOldest() throws Exception {
        told("first");
        told("second");
        parked("first", 0);
        parked("second", 1);
        assertThat(say("replay", topic, "0-1")).contains("stays parked");
        assertThat(say("replay", topic, "0-0")).isEqualTo("Given back.\n");
        assertThat(read())
                .extracting(ConsumerRecord::value)
                .containsExactly("first", "second", "second", "first");
        assertThat(say("list")).contains("     1  " + topic + ".dlt");
    }

    /// Whoever reads a topic may park at its dead letters, and an operator would publish it for
    /// him.
    @Test
    void item20_forgedDeadLetter_isNotGivenBack() throws Exception {
        told("{\"frozen\":false}");
        parked("{\"frozen\":true}", 0);
        assertThatThrownBy(() -> say("replay", topic)).hasMessageContaining("forged");
        assertThatThrownBy(() -> say("replay", topic, "0-0")).hasMessageContaining("forged");
        assertThat(read()).hasSize(1);
    }

    @Test
    void item20_deadLetterOfNoRecord_isGivenBackOnlyAtSomebodysWord() throws Exception {
        parked("old", 7);
        assertThatThrownBy(() -> say("replay", topic)).hasMessageContaining("as-parked");
        assertThat(read()).isEmpty();
        say("replay", topic, "0-0", "as-parked");
        assertThat(read()).hasSize(1);
    }

    @Test
    void whatNobodyMeant_isASentence() {
        assertThatThrownBy(() -> say("show", "no-topic")).hasMessageContaining("There is no topic");
        assertThatThrownBy(() -> say("show", topic, "0-5")).hasMessageContaining("Nothing lies at");
        assertThatThrownBy(() -> say("show", topic, "first")).hasMessageContaining("PLACE");
        assertThatThrownBy(() -> say("forget")).hasMessageContaining("Say nothing");
    }
}
