package cn.biaozhengtong.kit.security;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import org.springframework.security.oauth2.jwt.Jwt;

/// Logins that ended while access tokens of theirs still last: logged out, removed, frozen,
/// deleted.
///
/// A token belongs to the login that its `sid` names, and ends with it whatever second it was
/// issued in; a new login has another `sid`. Of an account that is frozen or gone no token counts;
/// when the freeze is lifted, the logins that it ended stay ended.
public final class EndedLogins {
    /// Twice as long as an access token lasts.
    static final Duration KEPT = Duration.ofMinutes(10);

    private static final int MOST = 1_000_000;

    private final Cache<String, Boolean> logins = remembering();
    private final Cache<String, Boolean> accounts = remembering();

    private static Cache<String, Boolean> remembering() {
        return Caffeine.newBuilder().expireAfterWrite(KEPT).maximumSize(MOST).build();
    }

    /// @param login the `sid` of its tokens
    void end(String login) {
        logins.put(login, true);
    }

    /// No token of the account counts until it is opened again.
    void close(String account) {
        accounts.put(account, true);
    }

    void open(String account) {
        accounts.invalidate(account);
    }

    boolean isEnded(Jwt jwt) {
        String account = jwt.getClaimAsString("account");
        String login = jwt.getClaimAsString("sid");
        if (account == null) {
            return false;
        }
        // A phone's token that names no login could never be ended.
        return login == null ? jwt.hasClaim("device") : isEnded(account, login);
    }

    /// Whether a login is over, such as one that has a stream open.
    ///
    /// @param login the `sid` of its token
    public boolean isEnded(String account, String login) {
        return logins.getIfPresent(login) != null || accounts.getIfPresent(account) != null;
    }
}
