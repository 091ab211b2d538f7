package cn.biaozhengtong.gateway.limits;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.github.bucket4j.Bucket;
import java.time.Duration;

/// One token bucket per key; keys that were quiet for ten minutes are forgotten.
final class Buckets {
    private static final int MAX_KEYS = 200_000;

    private final Cache<String, Bucket> buckets =
            Caffeine.newBuilder()
                    .expireAfterAccess(Duration.ofMinutes(10))
                    .maximumSize(MAX_KEYS)
                    .build();
    private final int tokens;
    private final Duration period;

    /// @param tokens per period; the burst is twice as many
    Buckets(int tokens, Duration period) {
        this.tokens = tokens;
        this.period = period;
    }

    boolean takes(String key) {
        return buckets.get(key, ignored -> bucket()).tryConsume(1);
    }

    private Bucket bucket() {
        return Bucket.builder()
                .addLimit(limit -> limit.capacity(2L * tokens).refillGreedy(tokens, period))
                .build();
    }
}
