package cn.biaozhengtong.crypto.cert;

import java.time.Duration;
import java.time.Instant;
import java.util.Date;

/// Whether word about revocation is older than the moment it is used.
final class Freshness {
    /// Two machines never agree on the time, and an answer made this second can name the next one:
    /// a verifier that refuses such an answer fails at random. Five minutes is what OpenSSL allows.
    private static final Duration SKEW = Duration.ofMinutes(5);

    private Freshness() {}

    static boolean fromTheFuture(Date thisUpdate, Instant at) {
        return at.plus(SKEW).isBefore(thisUpdate.toInstant());
    }
}
