package cn.biaozhengtong.caorder.ordering;

import java.sql.Timestamp;
import java.time.Clock;
import java.util.List;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/// Carries out what orders commanded, until it is done; the ids are deterministic and the commands
/// repeatable, so two replicas at once do no harm.
@Component
class SagaCommands {
    private static final Logger LOG = LoggerFactory.getLogger(SagaCommands.class);

    private final JdbcClient database;
    private final ClaimDesk claims;
    private final Clock clock;

    SagaCommands(JdbcClient database, ClaimDesk claims, Clock clock) {
        this.database = database;
        this.claims = claims;
        this.clock = clock;
    }

    private record Command(String id, UUID claimId, String command) {}

    @Scheduled(fixedDelay = 250)
    void carryOut() {
        List<Command> open =
                database.sql(
                                """
                                SELECT id, claim_id, command FROM saga_command
                                WHERE done_at IS NULL ORDER BY attempts, created_at LIMIT 20\
                                """)
                        .query((row, n) ->
                                new Command(
                                        row.getString(1),
                                        UUID.fromString(row.getString(2)),
                                        row.getString(3)))
                        .list();
        open.forEach(this::attempt);
    }

    private void attempt(Command command) {
        database.sql("UPDATE saga_command SET attempts = attempts + 1 WHERE id = ?")
                .param(command.id())
                .update();
        try {
            switch (command.command()) {
                case "confirm" -> claims.confirm(command.claimId());
                case "release" -> claims.release(command.claimId());
                default -> throw new IllegalStateException("unknown command " + command);
            }
            database.sql("UPDATE saga_command SET done_at = ? WHERE id = ?")
                    .params(Timestamp.from(clock.instant()), command.id())
                    .update();
        } catch (RuntimeException e) {
            LOG.warn("command {} will be repeated: {}", command.id(), e.toString());
        }
    }
}
