package cn.biaozhengtong.caorder.authority;

import cn.biaozhengtong.caorder.authority.register.BuiltInAuthority;
import cn.biaozhengtong.crypto.cert.CrlScope;
import io.micrometer.core.instrument.MeterRegistry;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/// Publishes the revocation lists: a full one and a delta for each shard, and for everything. Each
/// is made anew within a second after something in it changed, and every twelve hours.
///
/// A number is the time in milliseconds, or one more than the last: so numbers rise also when an
/// older backup of the database was restored.
@Component
public class CrlPublisher {
    private static final Logger LOG = LoggerFactory.getLogger(CrlPublisher.class);
    private static final Duration LIFE = Duration.ofHours(24);
    private static final Duration RENEWED_AFTER = LIFE.dividedBy(2);

    /// A revocation bears the time at which its transaction began, and may have been committed
    /// after the base list was made: so a delta looks back a little further than its base.
    private static final Duration OVERLAP = Duration.ofMinutes(10);

    private final JdbcClient database;
    private final BuiltInAuthority authority;
    private final StatusRegister register;
    private final TransactionTemplate transactions;
    private final Setting setting;

    CrlPublisher(
            JdbcClient database,
            BuiltInAuthority authority,
            StatusRegister register,
            TransactionTemplate transactions,
            Setting setting,
            MeterRegistry meters) {
        this.database = database;
        this.authority = authority;
        this.register = register;
        this.transactions = transactions;
        this.setting = setting;
        meters.gauge("bzt.crl.oldest.age.seconds", this, it -> it.oldest().toSeconds());
    }

    /// Where lists are found, and the time.
    @Component
    record Setting(@Value("${bzt.public-url}") String publicUrl, Clock clock) {
        String url(String file) {
            return publicUrl + "/crl/" + file;
        }
    }

    private record Row(long changed, long number, long baseNumber, @Nullable Instant baseUpdate) {}

    private record Lists(ByteBuffer full, ByteBuffer delta) {}

    /// DER of a list by its file name; empty when there is no such list.
    public Optional<byte[]> list(String file) {
        return CrlShard.named(file)
                .map(it -> {
                    Lists lists = stored(it.shard()).orElseGet(() -> publish(it.shard()));
                    return (it.isDelta() ? lists.delta() : lists.full()).array();
                });
    }

    @Scheduled(fixedDelay = 500)
    void publishDue() {
        due().forEach(shard -> {
            try {
                publish(shard);
            } catch (RuntimeException e) {
                LOG.error("list {} could not be published: {}", shard.list(), e.toString());
            }
        });
    }

    /// How old the oldest list is; above [#RENEWED_AFTER] something keeps them from being made.
    Duration oldest() {
        Timestamp oldest =
                database.sql("SELECT MIN(this_update) FROM revocation_list")
                        .query((row, n) -> Optional.ofNullable(row.getTimestamp(1)))
                        .single()
                        .orElse(null);
        return oldest == null
                ? Duration.ZERO
                : Duration.between(oldest.toInstant(), setting.clock().instant());
    }

    private List<CrlShard> due() {
        return database.sql(
                        "SELECT scope FROM revocation_list WHERE published <> changed OR this_update < ? ORDER BY scope DESC")
                .param(Timestamp.from(setting.clock().instant().minus(RENEWED_AFTER)))
                .query((row, n) -> new CrlShard(row.getInt(1)))
                .list();
    }

    private Optional<Lists> stored(CrlShard shard) {
        return database.sql(
                        "SELECT der, delta FROM revocation_list WHERE scope = ? AND der IS NOT NULL")
                .param(shard.number())
                .query((row, n) ->
                        new Lists(
                                ByteBuffer.wrap(row.getBytes(1)), ByteBuffer.wrap(row.getBytes(2))))
                .optional();
    }

    private Lists publish(CrlShard shard) {
        Lists made = transactions.execute(status -> make(shard));
        if (made == null) {
            throw new IllegalStateException("no list was made");
        }
        return made;
    }

    /// Holds the row, so nothing in the scope is revoked between reading and signing.
    private Lists make(CrlShard shard) {
        Row row =
                database.sql(
                                "SELECT changed, number, base_number, base_update FROM revocation_list WHERE scope = ? FOR UPDATE")
                        .param(shard.number())
                        .query((it, n) -> {
                            Timestamp base = it.getTimestamp(4);
                            return new Row(
                                    it.getLong(1),
                                    it.getLong(2),
                                    it.getLong(3),
                                    base == null ? null : base.toInstant());
                        })
                        .single();
        Instant now = setting.clock().instant().truncatedTo(ChronoUnit.SECONDS);
        long number = Math.max(row.number() + 1, setting.clock().millis());
        Instant base = row.baseUpdate();
        boolean newBase = base == null || !base.plus(RENEWED_AFTER).isAfter(now);
        Instant since = newBase || base == null ? now : base;
        long baseNumber = newBase ? number : row.baseNumber();
        CrlScope scope =
                shard.number() < 0 ? CrlScope.full() : CrlScope.shard(setting.url(shard.list()));
        byte[] full =
                sign(
                        scope.withDeltasAt(setting.url(shard.delta())),
                        number,
                        register.revocations(shard),
                        now);
        byte[] delta =
                sign(
                        scope.deltaTo(BigInteger.valueOf(baseNumber)),
                        number,
                        newBase ? List.of() : register.changes(shard, since.minus(OVERLAP)),
                        now);
        database.sql(
                        """
                        UPDATE revocation_list SET published = ?, number = ?, base_number = ?, base_update = ?,
                            der = ?, delta = ?, this_update = ? WHERE scope = ?\
                        """)
                .params(
                        row.changed(),
                        number,
                        baseNumber,
                        Timestamp.from(since),
                        full,
                        delta,
                        Timestamp.from(now),
                        shard.number())
                .update();
        return new Lists(ByteBuffer.wrap(full), ByteBuffer.wrap(delta));
    }

    private byte[] sign(
            CrlScope scope,
            long number,
            List<cn.biaozhengtong.crypto.cert.Revocation> entries,
            Instant at) {
        return authority
                .list(scope, BigInteger.valueOf(number), entries, at, at.plus(LIFE))
                .encoded();
    }
}
