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
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;
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

    private final JdbcClient database;
    private final RelyingParties parties;
    private final WebhookSignature signature;
    private final WebhookTarget targets;
    private final Clock clock;
    private final WebhookPost post;

    DeliverWebhooks(
            JdbcClient database,
            RelyingParties parties,
            WebhookSignature signature,
            WebhookTarget targets,
            WebhookPost post,
            Clock clock) {
        this.database = database;
        this.parties = parties;
        this.signature = signature;
        this.targets = targets;
        this.post = post;
        this.clock = clock;
    }

    private record Delivery(UUID id, String clientId, String body, int attempts) {}

    @Scheduled(fixedDelay = 100)
    void deliverDue() {
        List<Delivery> due =
                database.sql(
                                """
                                SELECT id, client_id, body, attempts FROM webhook_delivery
                                WHERE state = 'pending' AND next_at <= ? ORDER BY next_at LIMIT 50\
                                """)
                        .param(Timestamp.from(clock.instant()))
                        .query((row, n) ->
                                new Delivery(
                                        UUID.fromString(row.getString(1)),
                                        row.getString(2),
                                        row.getString(3),
                                        row.getInt(4)))
                        .list();
        for (Delivery delivery : due) {
            if (take(delivery)) {
                Thread.startVirtualThread(() -> deliver(delivery));
            }
        }
    }

    /// True for one replica: the attempt number is the gate.
    private boolean take(Delivery delivery) {
        int attempt = delivery.attempts();
        boolean last = attempt >= PLAN.size();
        Duration pause = PLAN.get(Math.min(attempt, PLAN.size() - 1));
        long jitter = ThreadLocalRandom.current().nextLong(1 + pause.toMillis() / 10);
        Instant next = clock.instant().plus(pause).plusMillis(jitter);
        return database.sql(
                                "UPDATE webhook_delivery SET attempts = attempts + 1, next_at = ?, state = ? WHERE id = ? AND attempts = ? AND state = 'pending'")
                        .params(
                                Timestamp.from(next),
                                last ? "dead" : "pending",
                                delivery.id().toString(),
                                attempt)
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
            int status = post.to(URI.create(url), address.get(), message(delivery));
            if (status / 100 == 2) {
                finish(delivery, "delivered", null);
            } else if (status == GONE) {
                finish(delivery, "dead", "410");
            } else {
                failed(delivery, "status " + status);
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

    private void failed(Delivery delivery, String why) {
        database.sql("UPDATE webhook_delivery SET last_error = ? WHERE id = ?")
                .params(why.substring(0, Math.min(200, why.length())), delivery.id().toString())
                .update();
    }

    private void finish(Delivery delivery, String state, @Nullable String why) {
        database.sql("UPDATE webhook_delivery SET state = ?, last_error = ? WHERE id = ?")
                .param(state)
                .param(why)
                .param(delivery.id().toString())
                .update();
    }
}
