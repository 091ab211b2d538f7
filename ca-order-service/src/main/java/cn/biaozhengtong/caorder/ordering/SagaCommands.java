package cn.biaozhengtong.caorder.ordering;

import cn.biaozhengtong.kit.work.Due;
import cn.biaozhengtong.kit.work.DueWork;
import cn.biaozhengtong.kit.work.Pauses;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/// Carries out what orders commanded, until it is done; the ids are deterministic and the commands
/// repeatable, so two replicas at once do no harm.
@Component
class SagaCommands {
    private static final Pauses PAUSES = new Pauses(Duration.ofSeconds(1), Duration.ofSeconds(5));
    private static final int AT_ONCE = 4;
    private static final Duration LOOKS_EVERY = Duration.ofSeconds(1);

    private final Orders orders;
    private final JdbcClient database;
    private final ClaimDesk claims;
    private final Clock clock;
    private final Due due;

    SagaCommands(Orders orders, JdbcClient database, ClaimDesk claims, Clock clock, DueWork work) {
        this.orders = orders;
        this.database = database;
        this.claims = claims;
        this.clock = clock;
        this.due =
                work.in(
                        new Due.Rows("saga_command", "id", "due_at", "done_at IS NULL"),
                        PAUSES,
                        AT_ONCE);
    }

    private record Command(UUID claimId, String command) {}

    @Scheduled(fixedDelay = 1)
    void carryOut() {
        if (orders.commanded().await(LOOKS_EVERY)) {
            due.each(it -> carryOut(it.key()));
        }
    }

    private void carryOut(String id) {
        Command it =
                database.sql("SELECT claim_id, command FROM saga_command WHERE id = ?")
                        .param(id)
                        .query((row, n) ->
                                new Command(UUID.fromString(row.getString(1)), row.getString(2)))
                        .single();
        switch (it.command()) {
            case "confirm" -> claims.confirm(it.claimId());
            case "release" -> claims.release(it.claimId());
            default -> throw new IllegalStateException("unknown command " + it);
        }
        database.sql("UPDATE saga_command SET done_at = ? WHERE id = ?")
                .params(Timestamp.from(clock.instant()), id)
                .update();
    }
}
