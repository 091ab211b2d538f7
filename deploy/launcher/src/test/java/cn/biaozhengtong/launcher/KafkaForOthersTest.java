package cn.biaozhengtong.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.GroupAuthorizationException;
import org.apache.kafka.common.errors.SaslAuthenticationException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// At a suite's own broker nobody tells what is not his to tell, or hears what is not for him.
class KafkaForOthersTest {
    private static final String ACCOUNT = "identity.account";
    private static final int PORT = Ports.free();
    private static final int CONTROLLER = Ports.free();

    @TempDir private static Path state;
    private static Secrets secrets;
    private static KafkaServer server;

    @BeforeAll
    static void started() throws Exception {
        secrets = Secrets.in(state.resolve("secrets"));
        server =
                KafkaServer.guarded(
                        state,
                        PORT,
                        CONTROLLER,
                        state.resolve("kafka.log"),
                        new KafkaAccounts(secrets));
        server.start();
        try (Admin admin = Admin.create(as("identity-service"))) {
            admin.createTopics(List.of(new NewTopic(ACCOUNT, 1, (short) 1))).all().get();
        }
        try (Admin admin = Admin.create(as("ca-order-service"))) {
            admin.createTopics(List.of(new NewTopic("ca-order.order", 1, (short) 1))).all().get();
        }
    }

    @AfterAll
    static void stopped() {
        server.process().stop(Duration.ofSeconds(30));
    }

    private static Properties as(String who) {
        Properties out = anonymous("127.0.0.1:" + PORT);
        out.put("security.protocol", "SASL_PLAINTEXT");
        out.put("sasl.mechanism", "PLAIN");
        out.put("sasl.jaas.config", KafkaAccounts.jaas(who, secrets));
        return out;
    }

    private static Properties anonymous(String address) {
        Properties out = new Properties();
        out.put("bootstrap.servers", address);
        out.put("request.timeout.ms", "4000");
        out.put("default.api.timeout.ms", "5000");
        out.put("delivery.timeout.ms", "6000");
        out.put("max.block.ms", "5000");
        return out;
    }

    private static void write(Properties client, String topic) throws Exception {
        try (KafkaProducer<String, String> producer =
                new KafkaProducer<>(client, new StringSerializer(), new StringSerializer())) {
            producer.send(new ProducerRecord<>(topic, "account", "{\"frozen\":true}")).get();
        }
    }

    private static int read(Properties client, String topic, String group) {
        client.put("group.id", group);
        client.put("auto.offset.reset", "earliest");
        try (KafkaConsumer<String, String> consumer =
                new KafkaConsumer<>(client, new StringDeserializer(), new StringDeserializer())) {
            consumer.subscribe(List.of(topic));
            for (int i = 0; i < 20; i++) {
                int count = consumer.poll(Duration.ofSeconds(1)).count();
                if (count > 0) {
                    return count;
                }
            }
            return 0;
        }
    }

    @Test
    void item20_unknownClient_writesNothing_andReadsNothing() {
        // Without a handshake the broker hangs up; a wrong password is told.
        assertThatThrownBy(() -> write(anonymous("127.0.0.1:" + PORT), ACCOUNT))
                .hasMessageContaining("TimeoutException");
        Properties guess = as("identity-service");
        guess.put(
                "sasl.jaas.config",
                KafkaAccounts.jaas("identity-service", Secrets.in(state.resolve("guessed"))));
        assertThatThrownBy(() -> write(guess, ACCOUNT))
                .hasCauseInstanceOf(SaslAuthenticationException.class);
        Properties unknown = as("nobody");
        assertThatThrownBy(() -> read(unknown, ACCOUNT, "nobody"))
                .isInstanceOf(SaslAuthenticationException.class);
    }

    @Test
    void item20_anotherService_writesNoForgedEvent_andNeitherDoesItWhereItParks() {
        for (String service : List.of("seal-service", "ca-order-service", "enterprise-service")) {
            assertThatThrownBy(() -> write(as(service), ACCOUNT))
                    .as(service)
                    .isInstanceOf(ExecutionException.class)
                    .hasCauseInstanceOf(TopicAuthorizationException.class);
        }
        assertThatThrownBy(() -> write(as("seal-service"), "ca-order.order.dlt"))
                .hasCauseInstanceOf(TopicAuthorizationException.class);
    }

    @Test
    void item20_anotherService_readsNothingThatIsNotItsOwn_norInAnothersGroup() {
        assertThatThrownBy(() -> read(as("seal-service"), "ca-order.order", "seal-service"))
                .isInstanceOf(TopicAuthorizationException.class);
        // It would take another's events away from him.
        assertThatThrownBy(() -> read(as("seal-service"), ACCOUNT, "ca-order-service"))
                .isInstanceOf(GroupAuthorizationException.class);
    }

    @Test
    void item20_noService_changesTheBrokersRules_andNobodyReachesItsController() {
        assertThatThrownBy(() ->
                        GrantTopics.grant(
                                as("identity-service"),
                                TopicAccess.of(Path.of("../kafka/access.properties"))))
                .hasCauseInstanceOf(AuthorizationException.class);
        Properties controller = anonymous("127.0.0.1:" + CONTROLLER);
        controller.put("bootstrap.controllers", controller.remove("bootstrap.servers"));
        assertThatThrownBy(
                        () -> {
                            try (Admin admin = Admin.create(controller)) {
                                admin.describeCluster().nodes().get();
                            }
                        })
                .isInstanceOf(ExecutionException.class);
    }

    @Test
    void whoseTopicItIs_writesIt_andItsReadersReadIt() throws Exception {
        write(as("identity-service"), ACCOUNT);
        assertThat(read(as("seal-service"), ACCOUNT, "seal-service-logins-1")).isPositive();
        // Parked by its reader.
        try (Admin admin = Admin.create(as("seal-service"))) {
            admin.createTopics(List.of(new NewTopic(ACCOUNT + ".dlt", 1, (short) 1))).all().get();
        }
        write(as("seal-service"), ACCOUNT + ".dlt");
    }
}
