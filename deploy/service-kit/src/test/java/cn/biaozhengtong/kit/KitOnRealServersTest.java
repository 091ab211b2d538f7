package cn.biaozhengtong.kit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.biaozhengtong.crypto.CryptoException;
import cn.biaozhengtong.kit.audit.AuditLog;
import cn.biaozhengtong.kit.data.FieldCipher;
import cn.biaozhengtong.kit.data.IdempotencyKeys;
import cn.biaozhengtong.kit.events.InboundEvent;
import cn.biaozhengtong.kit.events.Inbox;
import cn.biaozhengtong.kit.events.NotTaken;
import cn.biaozhengtong.kit.events.Outbox;
import cn.biaozhengtong.kit.problem.ProblemException;
import cn.biaozhengtong.kit.problem.RequestProblem;
import cn.biaozhengtong.kit.test.KitApplication;
import cn.biaozhengtong.kit.test.RealServers;
import cn.biaozhengtong.kit.test.TestTokens;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.kafka.annotation.KafkaListener;
import org.springframework.kafka.core.KafkaTemplate;
import org.springframework.kafka.listener.BatchListenerFailedException;
import org.springframework.scheduling.TaskScheduler;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/// Outbox, inbox, audit, idempotency, field encryption and security on a real database and broker.
@SpringBootTest(
        classes = KitApplication.class,
        webEnvironment = WebEnvironment.RANDOM_PORT,
        properties = "spring.config.name=kit-test")
@RealServers
@Import({KitOnRealServersTest.Taker.class, KitOnRealServersTest.Doors.class})
class KitOnRealServersTest {
    @Autowired private TaskScheduler scheduler;
    @Autowired private Outbox outbox;
    @Autowired private Inbox inbox;
    @Autowired private AuditLog audit;
    @Autowired private IdempotencyKeys keys;
    @Autowired private FieldCipher cipher;
    @Autowired private TransactionTemplate transactions;
    @Autowired private JdbcClient database;
    @Autowired private KafkaTemplate<String, String> kafka;
    @Autowired private Taker taker;

    @Value("${local.server.port}")
    private int port;

    record Thing(String text) {}

    /// Takes things; one text is poison.
    @Component
    static class Taker {
        final List<String> taken = new CopyOnWriteArrayList<>();
        final List<String> together = new CopyOnWriteArrayList<>();
        final List<String> parked = new CopyOnWriteArrayList<>();
        final List<String> judged = new CopyOnWriteArrayList<>();
        final Map<String, Queue<RuntimeException>> failures = new ConcurrentHashMap<>();
        final Map<String, RuntimeException> last = new ConcurrentHashMap<>();
        private final Inbox inbox;

        Taker(Inbox inbox) {
            this.inbox = inbox;
        }

        @KafkaListener(topics = "kit-test.thing")
        void on(ConsumerRecord<String, String> message) {
            inbox.once("taker", message, event -> taken.add(inbox.read(event, Thing.class).text()));
        }

        @KafkaListener(topics = "kit-test.thing", groupId = "together", batch = "true")
        void onMany(List<ConsumerRecord<String, String>> messages) {
            inbox.onceEach(
                    "together",
                    messages,
                    events ->
                            together.addAll(
                                    events.stream()
                                            .map(it -> inbox.read(it, Thing.class).text())
                                            .toList()));
        }

        @KafkaListener(topics = "kit-test.thing", groupId = "judging-one")
        void judge(ConsumerRecord<String, String> message) {
            inbox.once("judging-one", message, event -> judge("one ", List.of(event)));
        }

        @KafkaListener(topics = "kit-test.thing", groupId = "judging-many", batch = "true")
        void judgeMany(List<ConsumerRecord<String, String>> messages) {
            inbox.onceEach("judging-many", messages, events -> judge("many ", events));
        }

        private void judge(String whose, List<InboundEvent> events) {
            if (events.size() > 1) {
                throw new IllegalStateException("one by one");
            }
            String payload = events.getFirst().payload();
            failures.forEach((text, all) -> {
                if (text.startsWith(whose) && payload.contains(text)) {
                    RuntimeException next = all.isEmpty() ? last.get(text) : all.remove();
                    if (next != null) {
                        throw next;
                    }
                    judged.add(text);
                }
            });
        }

        @KafkaListener(topics = "kit-test.thing.dlt")
        void parked(ConsumerRecord<String, String> message) {
            parked.add(message.value());
        }
    }

    @RestController
    static class Doors {
        @GetMapping({"/api/test", "/internal/test", "/rp/test", "/review/test", "/elsewhere"})
        String open() {
            return "open";
        }
    }

    @Test
    void outbox_committedEvents_arriveOnceAndInOrder() {
        String key = UUID.randomUUID().toString();
        for (int i = 0; i < 20; i++) {
            String text = key + "-" + i;
            transactions.executeWithoutResult(s ->
                    outbox.append("kit-test.thing", key, "kit-test.thing.v1", new Thing(text)));
        }
        await(() -> mine(key).size() == 20);
        for (int i = 0; i < 20; i++) {
            assertThat(mine(key).get(i)).isEqualTo(key + "-" + i);
        }
    }

    private List<String> mine(String key) {
        return taker.taken.stream().filter(t -> t.startsWith(key)).toList();
    }

    @Test
    void outbox_rolledBack_neverArrives() {
        assertThatThrownBy(() ->
                        transactions.executeWithoutResult(s -> {
                            outbox.append("kit-test.thing", "k", "t", new Thing("ghost"));
                            throw new IllegalStateException("rollback");
                        }))
                .isInstanceOf(IllegalStateException.class);
        String key = UUID.randomUUID().toString();
        transactions.executeWithoutResult(
                s -> outbox.append("kit-test.thing", key, "t", new Thing(key + "-after")));
        await(() -> mine(key).size() == 1);
        assertThat(taker.taken).doesNotContain("ghost");
    }

    @Test
    void inbox_sameEventTwice_takesItOnce() {
        String id = UUID.randomUUID().toString();
        for (int i = 0; i < 2; i++) {
            send("k", id, "{\"text\":\"twice-" + id + "\"}");
        }
        String key = UUID.randomUUID().toString();
        send("k", UUID.randomUUID().toString(), "{\"text\":\"" + key + "\"}");
        await(() -> taker.taken.contains(key));
        assertThat(taker.taken.stream().filter(("twice-" + id)::equals)).hasSize(1);
    }

    @Test
    void poisonRecord_isParked_andThePartitionGoesOn() {
        String key = UUID.randomUUID().toString();
        send("p", UUID.randomUUID().toString(), "not json " + key);
        send("p", UUID.randomUUID().toString(), "{\"text\":\"" + key + "\"}");
        await(() -> taker.taken.contains(key));
        await(() -> taker.parked.contains("not json " + key));
    }

    @Test
    void poisonRecord_amongOthersTakenTogether_isParked_andTheOthersAreTakenOnce() {
        String key = UUID.randomUUID().toString();
        List<String> all = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            boolean bad = i == 17;
            if (!bad) {
                all.add(key + "-" + i);
            }
            String id = UUID.randomUUID().toString();
            String payload = bad ? "not json " + key : "{\"text\":\"" + key + "-" + i + "\"}";
            send("together", id, payload);
            if (i % 10 == 3) {
                send("together", id, payload);
            }
        }
        await(() -> taker.together.contains(key + "-39"));
        assertThat(taker.together.stream().filter(it -> it.startsWith(key)))
                .containsExactlyElementsOf(all);
        await(() -> taker.parked.contains("not json " + key));
    }

    /// Each record's failure is judged when it fails, whatever it failed for before.
    @ParameterizedTest
    @ValueSource(strings = {"one", "many"})
    void recordThatIsRefused_afterAnOutage_isParked_andAnOutageAfterARefusal_isWaitedOut(
            String how) {
        String refused = how + " refused " + UUID.randomUUID();
        String good = how + " good " + UUID.randomUUID();
        RuntimeException outage = RequestProblem.unavailable.exception();
        RuntimeException refusal = RequestProblem.malformed.with("no");
        taker.failures.put(refused, new ArrayDeque<>(List.of(outage, outage)));
        taker.failures.put(
                good,
                new ArrayDeque<>(
                        List.of(refusal, outage, outage, outage, outage, outage, outage, outage)));
        taker.last.put(refused, refusal);
        for (String it : List.of(refused, good)) {
            send("judged", UUID.randomUUID().toString(), "{\"text\":\"" + it + "\"}");
        }
        await(() -> taker.judged.contains(good));
        assertThat(taker.judged).doesNotContain(refused);
        await(() -> taker.parked.stream().anyMatch(it -> it.contains(refused)));
        assertThat(taker.parked).noneMatch(it -> it.contains(good));
    }

    @Test
    void manyEvents_areOneEffect_orEachItsOwn_upToTheOneThatIsRefused() {
        List<ConsumerRecord<String, String>> messages = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            messages.add(arrived(UUID.randomUUID().toString(), "{\"text\":\"" + i + "\"}"));
        }
        messages.add(messages.get(1));
        List<List<String>> effects = new ArrayList<>();
        assertThatThrownBy(() ->
                        inbox.onceEach(
                                "refusing",
                                messages,
                                events -> {
                                    effects.add(texts(events));
                                    if (texts(events).contains("3")) {
                                        throw new IllegalStateException("no");
                                    }
                                }))
                .isInstanceOfSatisfying(
                        BatchListenerFailedException.class,
                        it -> assertThat(it.getIndex()).isEqualTo(3));
        assertThat(effects)
                .containsExactly(
                        List.of("0", "1", "2", "3", "4"),
                        List.of("0"),
                        List.of("1"),
                        List.of("2"),
                        List.of("3"));
        effects.clear();
        // As the broker brings it again, and once more.
        for (int i = 0; i < 2; i++) {
            inbox.onceEach("refusing", messages, events -> effects.add(texts(events)));
        }
        assertThat(effects).containsExactly(List.of("3", "4"));
    }

    @Test
    void eventOfATypeThatNobodyTakes_leavesNoRow_andWhatCannotBeReadIsToldAsSuch() {
        String id = UUID.randomUUID().toString();
        List<String> taken = new ArrayList<>();
        inbox.once("typed", arrived(id, "{}"), Map.of("kit-test.other.v1", it -> taken.add("?")));
        assertThat(rows(id)).isZero();
        for (int i = 0; i < 2; i++) {
            inbox.once(
                    "typed",
                    arrived(id, "{}"),
                    Map.of("kit-test.thing.v1", it -> taken.add(it.id())));
        }
        assertThat(taken).containsExactly(id);
        assertThat(rows(id)).isEqualTo(1);
        ConsumerRecord<String, String> nothing =
                new ConsumerRecord<>("kit-test.thing", 0, 0, "k", "");
        assertThatThrownBy(() -> inbox.once("typed", nothing, Map.of()))
                .isInstanceOf(NotTaken.class);
    }

    private int rows(String id) {
        return database.sql("SELECT COUNT(*) FROM inbox WHERE event_id = ?")
                .param(id)
                .query(Integer.class)
                .single();
    }

    private List<String> texts(List<InboundEvent> events) {
        return events.stream().map(it -> inbox.read(it, Thing.class).text()).toList();
    }

    private static ConsumerRecord<String, String> arrived(String id, String payload) {
        ConsumerRecord<String, String> it =
                new ConsumerRecord<>("kit-test.thing", 0, 0, "k", payload);
        attributes("k", id).forEach((name, value) -> it.headers().add(name, value.getBytes()));
        return it;
    }

    private void send(String key, String id, String payload) {
        ProducerRecord<String, String> message =
                new ProducerRecord<>("kit-test.thing", key, payload);
        attributes(key, id).forEach((name, value) -> message.headers().add(name, value.getBytes()));
        kafka.send(message).join();
    }

    private static Map<String, String> attributes(String key, String id) {
        return Map.of(
                "ce_id",
                id,
                "ce_type",
                "kit-test.thing.v1",
                "ce_subject",
                key,
                "ce_time",
                Instant.now().toString());
    }

    /// One that waits for a provider holds up no other.
    @Test
    void scheduledTasks_waitForEachOther_inNoWay() throws Exception {
        int tasks = 20;
        CountDownLatch together = new CountDownLatch(tasks);
        List<Future<?>> all = new ArrayList<>();
        for (int i = 0; i < tasks; i++) {
            all.add(
                    scheduler.scheduleWithFixedDelay(
                            () -> {
                                together.countDown();
                                try {
                                    together.await();
                                } catch (InterruptedException e) {
                                    Thread.currentThread().interrupt();
                                }
                            },
                            Duration.ofMinutes(1)));
        }
        assertThat(together.await(10, TimeUnit.SECONDS)).isTrue();
        all.forEach(it -> it.cancel(true));
    }

    @Test
    void auditChain_holds_andTheDatabaseRefusesChanges() {
        for (int i = 0; i < 5; i++) {
            transactions.executeWithoutResult(s -> audit.record("a", "did", "thing", "中文"));
        }
        assertThat(audit.firstBroken()).isEmpty();
        assertThatThrownBy(() ->
                        database.sql("UPDATE audit_entry SET actor = 'x' WHERE sequence = 1")
                                .update())
                .hasMessageContaining("append-only");
        assertThatThrownBy(() -> database.sql("DELETE FROM audit_entry").update())
                .hasMessageContaining("append-only");
        // Truncation cannot be refused to an owner, but is found.
        transactions.executeWithoutResult(s -> {
            database.sql("UPDATE audit_head SET sequence = sequence + 1 WHERE id = 1").update();
            assertThat(audit.firstBroken()).isPresent();
            s.setRollbackOnly();
        });
    }

    @Test
    void idempotency_repeatAndRace_workOnce() throws Exception {
        AtomicInteger works = new AtomicInteger();
        String key = UUID.randomUUID().toString();
        List<Thread> threads = new java.util.ArrayList<>();
        List<String> answers = new CopyOnWriteArrayList<>();
        for (int i = 0; i < 8; i++) {
            threads.add(
                    Thread.startVirtualThread(() ->
                            answers.add(
                                    keys.once(
                                                    "s",
                                                    key,
                                                    "request",
                                                    Thing.class,
                                                    () ->
                                                            new Thing(
                                                                    "answer-"
                                                                            + works
                                                                                    .incrementAndGet()))
                                            .text())));
        }
        for (Thread thread : threads) {
            thread.join();
        }
        assertThat(works).hasValue(1);
        assertThat(answers).hasSize(8).containsOnly("answer-1");
        assertThatThrownBy(() -> keys.once("s", key, "other", Thing.class, () -> new Thing("")))
                .isInstanceOf(ProblemException.class);
        assertThatThrownBy(() -> keys.once("s", null, "r", Thing.class, () -> new Thing("")))
                .isInstanceOf(ProblemException.class);
    }

    @Test
    void fieldCipher_otherPlaceOrFlippedByte_isRefused() {
        String sealed = cipher.seal("210302198001011234", "account:1");
        assertThat(sealed).doesNotContain("210302");
        assertThat(cipher.open(sealed, "account:1")).isEqualTo("210302198001011234");
        assertThatThrownBy(() -> cipher.open(sealed, "account:2"))
                .isInstanceOf(CryptoException.class);
        assertThat(cipher.blindIndex("phone", "1")).isNotEqualTo(cipher.blindIndex("card", "1"));
    }

    @Test
    void doors_openForTheirAudienceOnly() throws Exception {
        UUID account = UUID.randomUUID();
        String verified = TestTokens.verifiedPhone(account, account);
        String unverified = TestTokens.phone(account, account);
        assertThat(status("/api/test", verified)).isEqualTo(200);
        assertThat(status("/api/test", unverified)).isEqualTo(403);
        assertThat(body("/api/test", unverified)).contains("problems/request/unverified");
        assertThat(status("/api/test", "")).isEqualTo(401);
        assertThat(status("/api/test", verified.substring(0, verified.length() - 6) + "AAAAAA"))
                .isEqualTo(401);
        String service = TestTokens.service("seal-service");
        String platform = TestTokens.relyingParty("rp");
        String operator = TestTokens.operator("li", "ca_reviewer");
        List<String> tokens = List.of(verified, service, platform, operator);
        List<String> paths = List.of("/api/test", "/internal/test", "/rp/test", "/review/test");
        for (int i = 0; i < tokens.size(); i++) {
            for (int j = 0; j < paths.size(); j++) {
                assertThat(status(paths.get(j), tokens.get(i)))
                        .as(paths.get(j) + " by token " + i)
                        .isEqualTo(i == j ? 200 : 403);
            }
            assertThat(status("/elsewhere", tokens.get(i))).isEqualTo(403);
        }
    }

    private int status(String path, String token) throws Exception {
        return send(path, token).statusCode();
    }

    private String body(String path, String token) throws Exception {
        return send(path, token).body();
    }

    private HttpResponse<String> send(String path, String token) throws Exception {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path));
        if (!token.isEmpty()) {
            request.header("Authorization", "Bearer " + token);
        }
        return HttpClient.newHttpClient()
                .send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    private static void await(java.util.function.BooleanSupplier condition) {
        Instant end = Instant.now().plus(Duration.ofSeconds(30));
        while (!condition.getAsBoolean()) {
            assertThat(Instant.now()).as("did not happen").isBefore(end);
            Thread.onSpinWait();
        }
    }
}
