package cn.biaozhengtong.kit.security;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;
import org.springframework.security.oauth2.jwt.Jwt;

/// Logins that ended while access tokens of theirs still last: logged out, removed, frozen,
/// deleted.
///
/// Tokens say to the second when they were issued. One of the very second in which its login ended
/// still counts, so that a new login in that second does.
public final class EndedLogins {
    /// Twice as long as an access token lasts.
    static final Duration KEPT = Duration.ofMinutes(10);

    private static final Duration LAST_OF_A_SECOND = Duration.ofNanos(999_999_999);
    private static final int MOST = 1_000_000;

    private final Cache<String, Instant> ended =
            Caffeine.newBuilder().expireAfterWrite(KEPT).maximumSize(MOST).build();

    /// @param device null for all devices of the account
    void end(String account, @Nullable String device, Instant at) {
        ended.asMap().merge(key(account, device), at, (a, b) -> a.isAfter(b) ? a : b);
    }

    boolean isEnded(Jwt jwt) {
        String account = jwt.getClaimAsString("account");
        Instant issued = jwt.getIssuedAt();
        return account != null
                && issued != null
                && endedAfter(
                        account,
                        jwt.getClaimAsString("device"),
                        issued.truncatedTo(ChronoUnit.SECONDS).plus(LAST_OF_A_SECOND));
    }

    /// Whether this login ended after a moment, such as the one in which a stream of it was opened.
    ///
    /// @param device null or empty where the token has none
    public boolean endedAfter(String account, @Nullable String device, Instant moment) {
        return isAfter(ended.getIfPresent(key(account, null)), moment)
                || device != null && isAfter(ended.getIfPresent(key(account, device)), moment);
    }

    private static boolean isAfter(@Nullable Instant end, Instant moment) {
        return end != null && end.isAfter(moment);
    }

    private static String key(String account, @Nullable String device) {
        return device == null ? account : account + " " + device;
    }
}
