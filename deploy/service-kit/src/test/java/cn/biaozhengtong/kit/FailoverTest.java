package cn.biaozhengtong.kit;

import static org.assertj.core.api.Assertions.assertThat;

import cn.biaozhengtong.kit.events.Inbox;
import cn.biaozhengtong.kit.events.Outbox;
import cn.biaozhengtong.kit.test.Failover;
import cn.biaozhengtong.kit.test.KitApplication;
import cn.biaozhengtong.kit.test.RealServers;
import cn.biaozhengtong.kit.test.TestTokens;
import jakarta.persistence.EntityManager;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BooleanSupplier;
import javax.sql.DataSource;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.kafka.annotation.KafkaListener;
import org.springframework.kafka.core.KafkaTemplate;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/// A failover as a service lives through it: its database only reads for a while, and hangs up.
@SpringBootTest(
        classes = KitApplication.class,
        webEnvironment = WebEnvironment.RANDOM_PORT,
        properties = {
            "spring.config.name=kit-test",
            "spring.kafka.consumer.group-id=failover",
            "bzt.events.topics=" + FailoverTest.TOPIC
        })
@RealServers
@Import({FailoverTest.Taker.class, FailoverTest.Doors.class})
class FailoverTest {
    static final String TOPIC = "failover.thing";

    /// Longer than a record was ever given before it was parked.
    private static final Duration A_WHILE = Duration.ofSeconds(8);

    @Autowired private Taker taker;
    @Autowired private Outbox outbox;
    @Autowired private DataSource pool;
    @Autowired private TransactionTemplate transactions;
    @Autowired private KafkaTemplate<String, String> kafka;

    @Value("${local.server.port}")
    private int port;

    record Thing(String text) {}

    /// Takes things, each once.
    @Component
    static class Taker {
        final List<String> taken = new CopyOnWriteArrayList<>();
        final List<String> parked = new CopyOnWriteArrayList<>();
        private final Inbox inbox;

        Taker(Inbox inbox) {
            this.inbox = inbox;
        }

        @KafkaListener(topics = TOPIC)
        void on(ConsumerRecord<String, String> message) {
            inbox.once("taker", message, event -> taken.add(inbox.read(event, Thing.class).text()));
        }

        @KafkaListener(topics = TOPIC + ".dlt")
        void parked(ConsumerRecord<String, String> message) {
            parked.add(message.value());
        }
    }

    /// Every way in which a service writes.
    @RestController
    static class Doors {
        private static final String WRITE = "UPDATE audit_head SET id = 1 WHERE id = 1";

        private final JdbcClient database;
        private final EntityManager entities;
        private final TransactionTemplate writing;
        private final TransactionTemplate reading;

        Doors(JdbcClient database, EntityManager entities, PlatformTransactionManager manager) {
            this.database = database;
            this.entities = entities;
            writing = new TransactionTemplate(manager);
            reading = new TransactionTemplate(manager);
            reading.setReadOnly(true);
        }

        @GetMapping("/api/write/{way}")
        long write(@PathVariable String way) {
            return switch (way) {
                case "statement" -> database.sql(WRITE).update();
                case "jdbc" -> in(writing, () -> database.sql(WRITE).update());
                case "jpa" -> in(writing, () -> entities.createNativeQuery(WRITE).executeUpdate());
                case "for-reading" -> in(reading, () -> database.sql(WRITE).update());
                case "cut-off" ->
                        in(
                                writing,
                                () -> {
                                    Failover.hangUp(connection());
                                    return database.sql(WRITE).update();
                                });
                default -> connection();
            };
        }

        private static long in(
                TransactionTemplate transaction, java.util.function.LongSupplier it) {
            Long out = transaction.execute(status -> it.getAsLong());
            return out == null ? 0 : out;
        }

        private long connection() {
            return database.sql("SELECT CONNECTION_ID()").query(Long.class).single();
        }
    }

    @Test
    void readOnly_everyWrite_asksToComeAgain_andReadsGoOn() throws Exception {
        assertThat(ask("statement").statusCode()).isEqualTo(200);
        try (Failover it = Failover.begin()) {
            for (String way : List.of("statement", "jdbc", "jpa")) {
                isUnavailable(way);
            }
            assertThat(ask("none").statusCode()).isEqualTo(200);
        }
        for (String way : List.of("statement", "jdbc", "jpa")) {
            assertThat(ask(way).statusCode()).as(way).isEqualTo(200);
        }
    }

    /// 1792, as a proxy answers that took the transaction to a replica.
    @Test
    void readOnlyTransaction_asksToComeAgain() throws Exception {
        isUnavailable("for-reading");
    }

    @Test
    void connectionCutOff_asksToComeAgain_andTheNextIsGood() throws Exception {
        isUnavailable("cut-off");
        assertThat(ask("jdbc").statusCode()).isEqualTo(200);
    }

    private void isUnavailable(String way) throws Exception {
        HttpResponse<String> answer = ask(way);
        assertThat(answer.statusCode()).as(way + ": " + answer.body()).isEqualTo(503);
        assertThat(answer.headers().firstValue("Retry-After")).as(way).isPresent();
        assertThat(answer.body()).contains("problems/request/unavailable");
    }

    @Test
    void readOnly_readinessSaysSo_andTakesItBack() throws Exception {
        await(() -> readiness() == 200);
        try (Failover it = Failover.begin()) {
            assertThat(readiness()).isEqualTo(503);
        }
        assertThat(readiness()).isEqualTo(200);
    }

    @Test
    void readOnly_noConnectionIsKept_norOneThatReads() throws Exception {
        Set<Long> before = connections();
        try (Failover it = Failover.begin()) {
            // At most once a second.
            Thread.sleep(1_100);
            isUnavailable("jdbc");
            assertThat(connections()).doesNotContainAnyElementsOf(before);
        }
    }

    /// Of four at once.
    private Set<Long> connections() throws SQLException {
        Set<Long> out = new HashSet<>();
        List<Connection> held = new ArrayList<>();
        try {
            for (int i = 0; i < 4; i++) {
                held.add(pool.getConnection());
                try (var rows =
                        held.getLast().createStatement().executeQuery("SELECT CONNECTION_ID()")) {
                    rows.next();
                    out.add(rows.getLong(1));
                }
            }
        } finally {
            for (Connection it : held) {
                it.close();
            }
        }
        return out;
    }

    @Test
    void readOnly_eventsWait_inOrder_andNoneIsParked() throws Exception {
        String key = UUID.randomUUID().toString();
        try (Failover it = Failover.begin()) {
            for (int i = 0; i < 3; i++) {
                send(key, "{\"text\":\"" + key + "-" + i + "\"}");
            }
            Thread.sleep(A_WHILE);
            assertThat(mine(taker.taken, key)).isEmpty();
            assertThat(mine(taker.parked, key)).isEmpty();
        }
        await(() -> mine(taker.taken, key).size() == 3);
        assertThat(mine(taker.taken, key)).containsExactly(key + "-0", key + "-1", key + "-2");
        assertThat(mine(taker.parked, key)).isEmpty();
    }

    /// What was written before is told afterwards, once to whoever takes it.
    @Test
    void readOnly_outboxWaits_andIsSentAfterwards() {
        String key = UUID.randomUUID().toString();
        try (Failover it = Failover.begin()) {
            assertThat(readiness()).isEqualTo(503);
        }
        transactions.executeWithoutResult(
                s -> outbox.append(TOPIC, key, "failover.thing.v1", new Thing(key + "-told")));
        await(() -> mine(taker.taken, key).size() == 1);
    }

    @Test
    void whatCannotBeRead_isParkedAtOnce_evenWhileTheDatabaseOnlyReads() throws Exception {
        String key = UUID.randomUUID().toString();
        send(key, "no JSON " + key);
        await(() -> mine(taker.parked, key).size() == 1, Duration.ofSeconds(3));
    }

    private static List<String> mine(List<String> texts, String key) {
        return texts.stream().filter(it -> it.contains(key)).toList();
    }

    private void send(String key, String payload) {
        ProducerRecord<String, String> message = new ProducerRecord<>(TOPIC, key, payload);
        for (String[] header :
                new String[][] {
                    {"ce_id", UUID.randomUUID().toString()},
                    {"ce_type", "failover.thing.v1"},
                    {"ce_subject", key},
                    {"ce_time", Instant.now().toString()}
                }) {
            message.headers().add(header[0], header[1].getBytes());
        }
        kafka.send(message).join();
    }

    private HttpResponse<String> ask(String way) throws Exception {
        UUID account = UUID.randomUUID();
        return HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(at("/api/write/" + way))
                                .header(
                                        "Authorization",
                                        "Bearer " + TestTokens.verifiedPhone(account, account))
                                .build(),
                        HttpResponse.BodyHandlers.ofString());
    }

    private int readiness() {
        try {
            return HttpClient.newHttpClient()
                    .send(
                            HttpRequest.newBuilder(at("/readyz")).build(),
                            HttpResponse.BodyHandlers.ofString())
                    .statusCode();
        } catch (java.io.IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private URI at(String path) {
        return URI.create("http://127.0.0.1:" + port + path);
    }

    private static void await(BooleanSupplier condition) {
        await(condition, Duration.ofSeconds(30));
    }

    private static void await(BooleanSupplier condition, Duration limit) {
        Instant end = Instant.now().plus(limit);
        while (!condition.getAsBoolean()) {
            assertThat(Instant.now()).as("did not happen").isBefore(end);
            Thread.onSpinWait();
        }
    }
}
