package cn.biaozhengtong.seal.verification;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/// How long documents of one address are read: half a minute at once, and ten seconds more with
/// every minute. Whoever sends documents that take long keeps the place that all others wait for.
final class ReadingTime {
    private static final long MOST = TimeUnit.SECONDS.toNanos(30);
    private static final int SHARE = 6;
    private static final int ADDRESSES = 20_000;

    private final Cache<String, Left> left;
    private final LongSupplier clock;

    ReadingTime(LongSupplier clock) {
        this.clock = clock;
        this.left =
                Caffeine.newBuilder()
                        .maximumSize(ADDRESSES)
                        .expireAfterAccess(Duration.ofNanos(SHARE * MOST))
                        .build();
    }

    /// In nanoseconds, of when it was looked at last.
    private record Left(long nanos, long at) {
        Left now(long time) {
            return new Left(Math.min(MOST, nanos + (time - at) / SHARE), time);
        }
    }

    /// @throws cn.biaozhengtong.kit.problem.ProblemException when the address has none left
    void mustHave(String address) {
        if (spent(address, 0).nanos() <= 0) {
            throw VerificationProblem.verified_too_much.exception();
        }
    }

    Left spent(String address, long nanos) {
        long time = clock.getAsLong();
        return left.asMap()
                .merge(
                        address,
                        new Left(MOST - nanos, time),
                        (before, first) -> {
                            Left now = before.now(time);
                            return new Left(now.nanos() - nanos, time);
                        });
    }
}
