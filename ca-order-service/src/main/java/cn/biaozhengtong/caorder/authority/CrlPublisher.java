package cn.biaozhengtong.caorder.authority;

import cn.biaozhengtong.crypto.cert.Crl;
import java.math.BigInteger;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Objects;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.GeneratedKeyHolder;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/// The current CRL: issued anew when something was revoked since, or half its life is over. The
/// number is the row's, so it rises across restarts and replicas.
@Component
public class CrlPublisher {
    private static final Duration LIFE = Duration.ofHours(24);

    private final JdbcClient database;
    private final BuiltInAuthority authority;
    private final StatusRegister register;
    private final TransactionTemplate transactions;
    private final Clock clock;

    CrlPublisher(
            JdbcClient database,
            BuiltInAuthority authority,
            StatusRegister register,
            TransactionTemplate transactions,
            Clock clock) {
        this.database = database;
        this.authority = authority;
        this.register = register;
        this.transactions = transactions;
        this.clock = clock;
    }

    private record Published(java.nio.ByteBuffer der, Instant thisUpdate) {}

    /// DER of the current list.
    public byte[] current() {
        Instant now = clock.instant();
        Optional<Published> last =
                database.sql(
                                "SELECT der, this_update FROM crl WHERE der IS NOT NULL ORDER BY number DESC LIMIT 1")
                        .query((row, n) ->
                                new Published(
                                        java.nio.ByteBuffer.wrap(row.getBytes(1)),
                                        row.getTimestamp(2).toInstant()))
                        .optional();
        Instant lastRevocation = register.lastRevocation().orElse(Instant.EPOCH);
        boolean fresh =
                last.isPresent()
                        && last.get().thisUpdate().isAfter(lastRevocation)
                        && last.get().thisUpdate().plus(LIFE.dividedBy(2)).isAfter(now);
        return fresh ? last.get().der().array() : issue(now);
    }

    private byte[] issue(Instant now) {
        byte[] der =
                transactions.execute(status -> {
                    GeneratedKeyHolder key = new GeneratedKeyHolder();
                    database.sql("INSERT INTO crl (this_update, next_update) VALUES (?, ?)")
                            .params(Timestamp.from(now), Timestamp.from(now.plus(LIFE)))
                            .update(key, "number");
                    long number = Objects.requireNonNull(key.getKeyAs(Number.class)).longValue();
                    Instant at = now.truncatedTo(ChronoUnit.SECONDS);
                    byte[] list =
                            Crl.issue(
                                            authority.key(),
                                            BigInteger.valueOf(number),
                                            register.revocations(),
                                            at,
                                            at.plus(LIFE))
                                    .encoded();
                    database.sql("UPDATE crl SET der = ? WHERE number = ?")
                            .params(list, number)
                            .update();
                    return list;
                });
        if (der == null) {
            throw new IllegalStateException("no list was issued");
        }
        return der;
    }
}
