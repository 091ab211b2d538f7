package cn.biaozhengtong.scansession.webhook;

import cn.biaozhengtong.scansession.relyingparty.RelyingParties;
import cn.biaozhengtong.scansession.relyingparty.WebhookTarget;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.core.env.Environment;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/// Sends what is due, each delivery in a thread of its own so that a slow platform delays nobody;
/// taking one moves its next attempt on first, so a crash repeats it later and never loses it.
@Component
class DeliverWebhooks {
    private static final List<Duration> PLAN =
            List.of(
                    Duration.ofSeconds(5),
                    Duration.ofSeconds(30),
                    Duration.ofMinutes(2),
                    Duration.ofMinutes(10),
                    Duration.ofMinutes(30),
                    Duration.ofHours(1),
                    Duration.ofHours(3),
                    Duration.ofHours(6),
                    Duration.ofHours(12),
                    Duration.ofHours(24));
    private static final int GONE = 410;
    private static final int AT_ONCE = 20;
    private static final int IN_ONE_ROUND = 500;
    private static final Duration LOOKS_EVERY = Duration.ofSeconds(1);

    private final Webhooks webhooks;
    private final JdbcClient database;
    private final RelyingParties parties;
    private final WebhookSignature signature;
    private final WebhookTarget targets;
    private final Clock clock;
    private final WebhookPost post;
    private final int speed;

    /// @param speed how many times as fast the plan goes, for checks; 1 in life
    DeliverWebhooks(
            Webhooks webhooks,
            JdbcClient database,
            RelyingParties parties,
            WebhookSignature signature,
            WebhookTarget targets,
            WebhookPost post,
            Clock clock,
            @Value("${bzt.webhook.speed}") int speed,
            Environment environment) {
        if (speed != 1 && environment.matchesProfiles("production")) {
            throw new IllegalStateException(
                    "Refusing to hurry webhooks in the profile production: unset BZT_WEBHOOK_SPEED.");
        }
        this.speed = speed;
        this.webhooks = webhooks;
        this.database = database;
        this.parties = parties;
        this.signature = signature;
        this.targets = targets;
        this.post = post;
        this.clock = clock;
    }

    private final Map<String, AtomicInteger> underWay = new ConcurrentHashMap<>();

    private record Delivery(UUID id, String clientId, String body, int attempts) {}

    @Scheduled(fixedDelay = 1)
    void deliverDue() {
        if (webhooks.waiting().await(LOOKS_EVERY) && deliverSome()) {
            webhooks.waiting().ring();
        }
    }

    /// @return whether more may be due that can be sent at once
    private boolean deliverSome() {
        // Some of each platform, so that one with many or a slow endpoint delays nobody else.
        List<Delivery> due =
                database.sql(
                                """
                                SELECT id, client_id, body, attempts FROM (
                                    SELECT id, client_id, body, attempts, next_at,
                                        ROW_NUMBER() OVER (PARTITION BY client_id ORDER BY next_at) AS place
                                    FROM webhook_delivery WHERE state = ? AND next_at <= ?) due
                                WHERE place <= ? ORDER BY next_at LIMIT ?\
                                """)
                        .params(
                                DeliveryState.pending.name(),
                                Timestamp.from(clock.instant()),
                                AT_ONCE,
                                IN_ONE_ROUND)
                        .query((row, n) ->
                                new Delivery(
                                        UUID.fromString(row.getString(1)),
                                        row.getString(2),
                                        row.getString(3),
                                        row.getInt(4)))
                        .list();
        Map<String, Integer> ofEach = new HashMap<>();
        boolean any = false;
        for (Delivery delivery : due) {
            ofEach.merge(delivery.clientId(), 1, Integer::sum);
            AtomicInteger his =
                    underWay.computeIfAbsent(delivery.clientId(), it -> new AtomicInteger());
            if (his.get() < AT_ONCE && take(delivery)) {
                his.incrementAndGet();
                any = true;
                Thread.startVirtualThread(() -> {
                    try {
                        deliver(delivery);
                    } finally {
                        if (his.getAndDecrement() == AT_ONCE) {
                            webhooks.waiting().ring();
                        }
                    }
                });
            }
        }
        return any && (due.size() == IN_ONE_ROUND || ofEach.containsValue(AT_ONCE));
    }

    /// True for one replica: the attempt number is the gate.
    private boolean take(Delivery delivery) {
        int attempt = delivery.attempts();
        boolean last = attempt >= PLAN.size();
        Duration pause = PLAN.get(Math.min(attempt, PLAN.size() - 1)).dividedBy(speed);
        long jitter = ThreadLocalRandom.current().nextLong(1 + pause.toMillis() / 10);
        Instant next = clock.instant().plus(pause).plusMillis(jitter);
        return database.sql(
                                "UPDATE webhook_delivery SET attempts = attempts + 1, next_at = ?, state = ? WHERE id = ? AND attempts = ? AND state = ?")
                        .params(
                                Timestamp.from(next),
                                (last ? DeliveryState.dead : DeliveryState.pending).name(),
                                delivery.id().toString(),
                                attempt,
                                DeliveryState.pending.name())
                        .update()
                == 1;
    }

    private void deliver(Delivery delivery) {
        try {
            String url = parties.of(delivery.clientId()).webhookUrl();
            Optional<InetAddress> address = url == null ? Optional.empty() : targets.resolve(url);
            if (url == null || address.isEmpty()) {
                failed(delivery, "address refused");
                return;
            }
            WebhookPost.Answer answer = post.to(URI.create(url), address.get(), message(delivery));
            if (answer.status() / 100 == 2) {
                delivered(delivery, answer.status());
            } else if (answer.status() == GONE) {
                parties.webhookGone(delivery.clientId());
                given(delivery, answer.status());
            } else {
                failed(delivery, answer);
            }
        } catch (IOException e) {
            failed(delivery, e.toString());
        }
    }

    private WebhookPost.Message message(Delivery delivery) {
        long timestamp = clock.instant().getEpochSecond();
        String signed =
                signature.sign(delivery.clientId(), delivery.id(), timestamp, delivery.body());
        return new WebhookPost.Message(delivery.id(), timestamp, signed, delivery.body());
    }

    private void failed(Delivery delivery, WebhookPost.Answer answer) {
        database.sql(
                        """
                        UPDATE webhook_delivery SET last_error = NULL, last_status = ?,
                            next_at = GREATEST(next_at, ?) WHERE id = ?\
                        """)
                .params(
                        answer.status(),
                        Timestamp.from(clock.instant().plusSeconds(answer.retryAfterSeconds())),
                        delivery.id().toString())
                .update();
    }

    private void failed(Delivery delivery, String why) {
        database.sql("UPDATE webhook_delivery SET last_error = ?, last_status = NULL WHERE id = ?")
                .params(why.substring(0, Math.min(200, why.length())), delivery.id().toString())
                .update();
    }

    private void delivered(Delivery delivery, int status) {
        database.sql(
                        """
                        UPDATE webhook_delivery SET state = ?, last_error = NULL, last_status = ?,
                            delivered_at = ? WHERE id = ?\
                        """)
                .params(
                        DeliveryState.delivered.name(),
                        status,
                        Timestamp.from(clock.instant()),
                        delivery.id().toString())
                .update();
    }

    private void given(Delivery delivery, int status) {
        database.sql("UPDATE webhook_delivery SET state = ?, last_status = ? WHERE id = ?")
                .params(DeliveryState.dead.name(), status, delivery.id().toString())
                .update();
    }
}
