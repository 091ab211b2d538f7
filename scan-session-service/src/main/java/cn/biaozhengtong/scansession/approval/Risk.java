package cn.biaozhengtong.scansession.approval;

import cn.biaozhengtong.kit.id.AccountId;
import cn.biaozhengtong.kit.id.Person;
import cn.biaozhengtong.scansession.session.OpenSession;
import java.security.SecureRandom;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// Sessions in which the user must pick the code that he sees on the platform's screen, instead of
/// being shown it: the device's first, and those after several that ended badly.
@Component
class Risk {
    private static final Duration RECENT = Duration.ofHours(1);
    private static final int MANY = 3;
    private static final SecureRandom RANDOM = new SecureRandom();

    private final JdbcClient database;
    private final Clock clock;

    Risk(JdbcClient database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    /// Three codes, the right one among them, or null where the session is not risky.
    @Nullable String choices(Person who, String right) {
        boolean known =
                database.sql(
                                        """
                                        SELECT COUNT(*) FROM scan_session
                                        WHERE account_id = ? AND device_id = ? AND state = 'completed'\
                                        """)
                                .params(who.account().toString(), who.device().toString())
                                .query(Integer.class)
                                .single()
                        > 0;
        if (known && badOnes(who.account()) < MANY) {
            return null;
        }
        Set<String> codes = new LinkedHashSet<>(List.of(right));
        while (codes.size() < 3) {
            codes.add(OpenSession.code());
        }
        List<String> shuffled = new java.util.ArrayList<>(codes);
        Collections.shuffle(shuffled, RANDOM);
        return String.join(" ", shuffled);
    }

    private int badOnes(AccountId account) {
        return database.sql(
                        """
                        SELECT COUNT(*) FROM scan_session WHERE account_id = ? AND created_at > ?
                        AND (state IN ('refused', 'failed') OR (state = 'expired' AND trouble IS NOT NULL))\
                        """)
                .params(account.toString(), Timestamp.from(clock.instant().minus(RECENT)))
                .query(Integer.class)
                .single();
    }
}
