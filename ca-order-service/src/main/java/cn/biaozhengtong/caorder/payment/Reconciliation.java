package cn.biaozhengtong.caorder.payment;

import java.sql.Date;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/// Compares each day's bill of each channel with what stands here (对账, R29). Differences are listed
/// for an operator; nothing is corrected by itself.
@Component
public class Reconciliation {
    private static final Logger LOG = LoggerFactory.getLogger(Reconciliation.class);
    private static final ZoneId CHINA = ZoneId.of("Asia/Shanghai");
    private static final String OURS =
            """
            SELECT id, amount_cents FROM payment
            WHERE channel = ? AND state IN ('paid', 'surplus') AND paid_at >= ? AND paid_at < ?
            UNION ALL
            SELECT id, -amount_cents FROM refund
            WHERE channel = ? AND state = 'done' AND done_at >= ? AND done_at < ?\
            """;

    private final JdbcClient database;
    private final PaymentChannels channels;
    private final TransactionTemplate transactions;
    private final Clock clock;

    Reconciliation(
            JdbcClient database,
            PaymentChannels channels,
            TransactionTemplate transactions,
            Clock clock) {
        this.database = database;
        this.channels = channels;
        this.transactions = transactions;
        this.clock = clock;
    }

    /// @param kind `missing`: in the bill only; `extra`: here only; `amount`: both, differing
    /// @param oursCents negative for a refund
    public record Difference(
            String reference, String kind, @Nullable Long oursCents, @Nullable Long theirsCents) {}

    /// @param lines of the bill
    public record Report(
            String channel,
            LocalDate day,
            int lines,
            Instant runAt,
            List<Difference> differences) {}

    /// Every hour, for the day before: channels publish their bills in the course of the morning.
    @Scheduled(fixedDelay = 3_600_000, initialDelay = 60_000)
    void yesterday() {
        LocalDate day = LocalDate.ofInstant(clock.instant(), CHINA).minusDays(1);
        for (PaymentChannel channel : channels.all()) {
            if (find(channel.name(), day).isPresent()) {
                continue;
            }
            try {
                run(channel.name(), day);
            } catch (RuntimeException e) {
                LOG.warn("{} has no bill of {} yet: {}", channel.name(), day, e.toString());
            }
        }
    }

    /// Runs, or runs again, for a day of China's time.
    public Report run(String channelName, LocalDate day) {
        PaymentChannel channel = channels.named(channelName);
        if (!day.isBefore(LocalDate.ofInstant(clock.instant(), CHINA))) {
            throw PaymentProblem.day_not_over.exception();
        }
        Map<UUID, Long> theirs = new HashMap<>();
        List<PaymentChannel.BillLine> bill = channel.bill(day);
        bill.forEach(line -> theirs.merge(line.id(), line.amountCents(), Long::sum));
        Map<UUID, Long> ours = ours(channelName, day);
        TreeSet<UUID> all = new TreeSet<>(theirs.keySet());
        all.addAll(ours.keySet());
        List<Difference> differences =
                all.stream()
                        .map(id -> compare(id, ours.get(id), theirs.get(id)))
                        .flatMap(List::stream)
                        .toList();
        Report report = new Report(channelName, day, bill.size(), clock.instant(), differences);
        transactions.executeWithoutResult(status -> store(report));
        if (!differences.isEmpty()) {
            LOG.error("{} of {}: {} differences", channelName, day, differences.size());
        }
        return report;
    }

    private static List<Difference> compare(UUID id, @Nullable Long ours, @Nullable Long theirs) {
        if (ours != null && ours.equals(theirs)) {
            return List.of();
        }
        String kind = ours == null ? "missing" : theirs == null ? "extra" : "amount";
        return List.of(new Difference(id.toString(), kind, ours, theirs));
    }

    private Map<UUID, Long> ours(String channel, LocalDate day) {
        Timestamp from = Timestamp.from(day.atStartOfDay(CHINA).toInstant());
        Timestamp to = Timestamp.from(day.plusDays(1).atStartOfDay(CHINA).toInstant());
        Map<UUID, Long> out = new HashMap<>();
        database.sql(OURS)
                .params(channel, from, to, channel, from, to)
                .query((row, n) -> out.put(UUID.fromString(row.getString(1)), row.getLong(2)))
                .list();
        return out;
    }

    private void store(Report it) {
        Date day = Date.valueOf(it.day());
        database.sql("DELETE FROM reconciliation_difference WHERE channel = ? AND day = ?")
                .params(it.channel(), day)
                .update();
        database.sql("DELETE FROM reconciliation WHERE channel = ? AND day = ?")
                .params(it.channel(), day)
                .update();
        database.sql(
                        "INSERT INTO reconciliation (channel, day, bill_lines, differences, run_at) VALUES (?, ?, ?, ?, ?)")
                .params(
                        it.channel(),
                        day,
                        it.lines(),
                        it.differences().size(),
                        Timestamp.from(it.runAt()))
                .update();
        for (Difference each : it.differences()) {
            database.sql(
                            """
                            INSERT INTO reconciliation_difference (channel, day, reference, kind, ours_cents, theirs_cents)
                            VALUES (?, ?, ?, ?, ?, ?)\
                            """)
                    .param(it.channel())
                    .param(day)
                    .param(each.reference())
                    .param(each.kind())
                    .param(each.oursCents())
                    .param(each.theirsCents())
                    .update();
        }
    }

    /// The last run of a day.
    public java.util.Optional<Report> find(String channel, LocalDate day) {
        List<Difference> differences =
                database.sql(
                                """
                                SELECT reference, kind, ours_cents, theirs_cents FROM reconciliation_difference
                                WHERE channel = ? AND day = ? ORDER BY reference\
                                """)
                        .params(channel, Date.valueOf(day))
                        .query(Difference.class)
                        .list();
        return database.sql(
                        "SELECT bill_lines, run_at FROM reconciliation WHERE channel = ? AND day = ?")
                .params(channel, Date.valueOf(day))
                .query((row, n) ->
                        new Report(
                                channel,
                                day,
                                row.getInt(1),
                                row.getTimestamp(2).toInstant(),
                                differences))
                .optional();
    }
}
