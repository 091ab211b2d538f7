package cn.biaozhengtong.identity.verification.provider.sandbox;

import cn.biaozhengtong.identity.verification.Assurance;
import cn.biaozhengtong.identity.verification.IdentityProvider;
import cn.biaozhengtong.identity.verification.VerificationMethod;
import cn.biaozhengtong.identity.verification.VerificationPurpose;
import java.net.URI;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// All three methods, answering after a while by persona: a name ending in 不符 does not match, one
/// ending in 慢 takes five seconds, one ending in 未知 stays unknown.
@Component
@Order(Ordered.LOWEST_PRECEDENCE)
@ConditionalOnBooleanProperty("bzt.sandbox")
class SandboxIdentityProvider implements IdentityProvider {
    private static final Duration USUAL = Duration.ofMillis(700);
    private static final Duration SLOW = Duration.ofSeconds(5);

    private final JdbcClient database;
    private final Clock clock;

    SandboxIdentityProvider(JdbcClient database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    private record Row(String outcome, Instant answersAt) {}

    @Override
    public boolean serves(VerificationMethod method) {
        return true;
    }

    /// As real ones would: Alipay sees a face, the bank asks for its own code on its own page, CPCN
    /// compares two elements.
    @Override
    public Assurance proves(VerificationMethod method) {
        return switch (method) {
            case alipay -> Assurance.presence;
            case bank_card -> Assurance.possession;
            case cpcn -> Assurance.elements;
        };
    }

    @Override
    public Optional<URI> submit(String reference, Claim claim, VerificationPurpose purpose) {
        Answer outcome =
                claim.name().endsWith("不符")
                        ? Answer.mismatch
                        : claim.name().endsWith("未知") ? Answer.unknown : Answer.match;
        Duration delay = claim.name().endsWith("慢") ? SLOW : USUAL;
        try {
            database.sql(
                            "INSERT INTO sandbox_verification (reference, outcome, answers_at) VALUES (?, ?, ?)")
                    .params(reference, outcome.name(), Timestamp.from(clock.instant().plus(delay)))
                    .update();
        } catch (DuplicateKeyException e) {
            // Submitted before: a real provider too takes one reference once.
            return Optional.empty();
        }
        return Optional.empty();
    }

    @Override
    public Answer query(String reference) {
        Optional<Row> row =
                database.sql(
                                "SELECT outcome, answers_at FROM sandbox_verification WHERE reference = ?")
                        .param(reference)
                        .query((found, n) ->
                                new Row(found.getString(1), found.getTimestamp(2).toInstant()))
                        .optional();
        // A submission that never arrived is a failure, not something to wait for.
        return row.map(r -> answer(r)).orElse(Answer.unknown);
    }

    @Override
    public void forget(String reference) {
        database.sql("DELETE FROM sandbox_verification WHERE reference = ?")
                .param(reference)
                .update();
    }

    private Answer answer(Row row) {
        return row.answersAt().isAfter(clock.instant())
                ? Answer.pending
                : Answer.valueOf(row.outcome());
    }
}
