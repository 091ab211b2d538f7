package cn.biaozhengtong.caorder.payment.provider.sandbox;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/// Delivers each notice through the public address until it was taken twice.
@Component
@ConditionalOnBooleanProperty("bzt.sandbox")
class SandboxNotices {
    private static final Logger LOG = LoggerFactory.getLogger(SandboxNotices.class);
    private static final Duration AFTER = Duration.ofMillis(400);

    private final JdbcClient database;
    private final SandboxCashier cashier;
    private final URI target;
    private final Clock clock;
    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(2)).build();

    SandboxNotices(
            JdbcClient database,
            SandboxCashier cashier,
            @Value("${bzt.public-url}") String publicUrl,
            Clock clock) {
        this.database = database;
        this.cashier = cashier;
        this.target = URI.create(publicUrl + "/notify/v1/sandbox");
        this.clock = clock;
    }

    @Scheduled(fixedDelay = 300)
    void deliver() {
        List<String> due =
                database.sql(
                                "SELECT trade_no FROM sandbox_trade WHERE paid_at < ? AND delivered < 2 LIMIT 20")
                        .param(Timestamp.from(clock.instant().minus(AFTER)))
                        .query(String.class)
                        .list();
        due.forEach(this::deliver);
    }

    private void deliver(String tradeNo) {
        String body = cashier.noticeBody(cashier.trade(tradeNo));
        HttpRequest request =
                HttpRequest.newBuilder(target)
                        .timeout(Duration.ofSeconds(5))
                        .header("Content-Type", "application/json")
                        .header("X-Signature", cashier.sign(body))
                        .POST(HttpRequest.BodyPublishers.ofString(body))
                        .build();
        try {
            if (http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == 200) {
                database.sql(
                                "UPDATE sandbox_trade SET delivered = delivered + 1 WHERE trade_no = ?")
                        .param(tradeNo)
                        .update();
            }
        } catch (java.io.IOException e) {
            LOG.info("notice of {} will be delivered again: {}", tradeNo, e.toString());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
