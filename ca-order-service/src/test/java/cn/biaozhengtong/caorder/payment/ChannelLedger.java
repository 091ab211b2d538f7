package cn.biaozhengtong.caorder.payment;

import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/// What a channel knows, whichever it imitates. Numbers as merchants give them.
final class ChannelLedger {
    final Map<String, Trade> trades = new ConcurrentHashMap<>();
    final Map<String, Refund> refunds = new ConcurrentHashMap<>();

    /// While true, calls get no answer.
    volatile boolean down;

    /// How long answers take, in milliseconds; what was asked is done at once.
    volatile long stall;

    /// While true, answers carry a wrong signature.
    volatile boolean forging;

    record Trade(String number, long cents, @Nullable Instant paidAt, boolean closed) {
        Trade paid(Instant at) {
            return new Trade(number, cents, at, closed);
        }

        Trade closedNow() {
            return new Trade(number, cents, paidAt, true);
        }

        boolean isPaid() {
            return paidAt != null;
        }

        String tradeNo() {
            return "T" + number;
        }
    }

    record Refund(String number, String trade, long cents, Instant at) {}

    void pause() {
        try {
            Thread.sleep(stall);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /// The user pays.
    void pay(String number) {
        trades.computeIfPresent(number, (n, it) -> it.closed() ? it : it.paid(Instant.now()));
    }
}
