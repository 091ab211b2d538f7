package cn.biaozhengtong.seal.filing.provider.sandbox;

import cn.biaozhengtong.seal.filing.SealRegistry;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// A filing system of one table, which answers later than it is asked. By a seal's name: with 不予备案
/// in it each version is refused, with 补正 the first; 慢 takes five seconds, 无应答 finds it down.
@Component
@ConditionalOnProperty(name = "bzt.providers.seal-registry", havingValue = "sandbox")
class SandboxSealRegistry implements SealRegistry {
    private static final Duration SLOW = Duration.ofSeconds(5);
    private static final String FIRST = "补正";

    private final JdbcClient database;
    private final Clock clock;
    private final Duration after;
    private final boolean down;

    /// @param after how long it takes usually
    /// @param down whether it is, for every seal
    SandboxSealRegistry(
            JdbcClient database,
            Clock clock,
            @Value("${bzt.sandbox-seal-registry.answers-after}") Duration after,
            @Value("${bzt.sandbox-seal-registry.down}") boolean down) {
        this.database = database;
        this.clock = clock;
        this.after = after;
        this.down = down;
    }

    private record Asked(long number, Instant answersAt, Optional<String> refusal) {}

    @Override
    public Answer tell(Request request) {
        String name = request.subject().name();
        if (down || name.contains("无应答")) {
            throw new IllegalStateException("the filing system is down");
        }
        Optional<Asked> before = asked(request);
        if (before.isEmpty()) {
            take(request, name.contains("慢") ? SLOW : after, refusal(request));
            return new Answer.UnderWay();
        }
        Asked it = before.get();
        if (it.answersAt().isAfter(clock.instant())) {
            return new Answer.UnderWay();
        }
        return it.refusal()
                .<Answer>map(Answer.Refused::new)
                .orElseGet(() ->
                        new Answer.Taken(
                                request.number().orElse("沙箱备%010d号".formatted(it.number()))));
    }

    private Optional<Asked> asked(Request request) {
        return database.sql(
                        "SELECT number, answers_at, refusal FROM sandbox_filing WHERE request_key = ?")
                .param(request.key().toString())
                .query((row, n) ->
                        new Asked(
                                row.getLong(1),
                                row.getTimestamp(2).toInstant(),
                                Optional.ofNullable(row.getString(3))))
                .optional();
    }

    /// As real ones do, whatever else it is told than a version.
    private Optional<String> refusal(Request request) {
        String name = request.subject().name();
        boolean version = request.fact() instanceof Fact.Made;
        boolean refuses = name.contains("不予备案") || (name.contains(FIRST) && isFirst(request));
        return version && refuses ? Optional.of("印模与备案材料不一致") : Optional.empty();
    }

    private boolean isFirst(Request request) {
        return database.sql("SELECT COUNT(*) FROM sandbox_filing WHERE seal_id = ?")
                        .param(request.subject().seal().toString())
                        .query(Integer.class)
                        .single()
                == 0;
    }

    private void take(Request request, Duration answersAfter, Optional<String> refusal) {
        try {
            database.sql(
                            "INSERT INTO sandbox_filing (request_key, seal_id, fact, answers_at, refusal) VALUES (?, ?, ?, ?, ?)")
                    .param(request.key().toString())
                    .param(request.subject().seal().toString())
                    .param(request.fact().getClass().getSimpleName())
                    .param(Timestamp.from(clock.instant().plus(answersAfter)))
                    .param(refusal.orElse(null))
                    .update();
        } catch (DuplicateKeyException e) {
            // Asked twice at once: one request.
            return;
        }
    }
}
