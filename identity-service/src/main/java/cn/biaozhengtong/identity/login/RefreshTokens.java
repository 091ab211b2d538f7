package cn.biaozhengtong.identity.login;

import cn.biaozhengtong.identity.device.Logins;
import cn.biaozhengtong.kit.data.FieldCipher;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.springframework.stereotype.Component;

/// What a phone renews its login with: `login.generation.tag`, where the tag is a MAC over login,
/// generation and the login's own salt.
///
/// So the successor of a token is one and the same however often it is asked for, an old token is
/// known for what it is, and what was never issued ends nothing.
@Component
class RefreshTokens {
    /// A phone that lost an answer asks again within this.
    static final Duration AGAIN = Duration.ofSeconds(30);

    private static final int MOST = 60;
    private static final Duration WINDOW = Duration.ofMinutes(10);
    private static final Pattern FORM =
            Pattern.compile("([A-Za-z0-9_-]{1,64})\\.([1-9][0-9]{0,8})\\.([0-9a-f]{64})");

    private final Logins logins;
    private final FieldCipher cipher;
    private final Budgets budgets;

    RefreshTokens(Logins logins, FieldCipher cipher, Budgets budgets) {
        this.logins = logins;
        this.cipher = cipher;
        this.budgets = budgets;
    }

    /// A genuine token.
    ///
    /// @param generation up to the login's own
    record Shown(Logins.Login login, int generation) {
        boolean isNewest() {
            return generation == login.generation();
        }

        /// The newest always; the one before it for half a minute after its successor was made. Any
        /// other was used up long ago: one of two who had it is a thief.
        boolean mayBeAnswered(Instant now) {
            boolean lately = login.renewedAt().plus(AGAIN).isAfter(now);
            return isNewest() || generation == login.generation() - 1 && lately;
        }
    }

    String of(Logins.Login login, int generation) {
        return login.id() + "." + generation + "." + tag(login, generation);
    }

    /// Empty for whatever was not issued here.
    Optional<Shown> read(String token) {
        Matcher parts = FORM.matcher(token);
        if (!parts.matches()) {
            return Optional.empty();
        }
        int generation = Integer.parseInt(parts.group(2));
        return logins.find(parts.group(1))
                .filter(it -> generation <= it.generation())
                .filter(it ->
                        MessageDigest.isEqual(ascii(tag(it, generation)), ascii(parts.group(3))))
                .map(it -> new Shown(it, generation));
    }

    /// Counts one of the account, over all its devices: a phone renews its login every five
    /// minutes.
    ///
    /// @throws cn.biaozhengtong.kit.problem.ProblemException [LoginProblem#refreshed_too_often]
    void count(Logins.Login login) {
        String account = cipher.blindIndex("refreshes", login.account().toString());
        if (!budgets.take(account, MOST, WINDOW)) {
            throw LoginProblem.refreshed_too_often.exception();
        }
    }

    private String tag(Logins.Login login, int generation) {
        return cipher.blindIndex(
                "refresh-token", login.id() + "/" + generation + "/" + login.salt());
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
