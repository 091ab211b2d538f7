package cn.biaozhengtong.caorder.pair;

import cn.biaozhengtong.kit.problem.ProblemException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.springframework.jdbc.core.simple.JdbcClient;

/// What others do in threads of their own while a test holds a row.
final class Others {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final JdbcClient database;
    private final List<CompletableFuture<Object>> outcomes = new ArrayList<>();

    Others(JdbcClient database) {
        this.database = database;
    }

    Others begin(Callable<?> work) {
        CompletableFuture<Object> outcome = new CompletableFuture<>();
        outcomes.add(outcome);
        Thread.ofVirtual()
                .start(() -> {
                    try {
                        outcome.complete(work.call());
                    } catch (Exception e) {
                        outcome.completeExceptionally(e);
                    }
                });
        return this;
    }

    /// Until one of them waits in that statement.
    void waitsIn(String statement) {
        Instant end = Instant.now().plus(PATIENCE);
        while (!isRunning(statement)) {
            if (Instant.now().isAfter(end)) {
                throw new AssertionError("nobody waits in " + statement);
            }
            try {
                Thread.sleep(20);
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    private boolean isRunning(String statement) {
        return database.sql(
                                """
                                SELECT COUNT(*) FROM information_schema.processlist
                                WHERE info LIKE ? AND time_ms > 100 AND id <> CONNECTION_ID()\
                                """)
                        .param(statement + "%")
                        .query(Integer.class)
                        .single()
                > 0;
    }

    /// Until all are through, refused or not.
    void end() {
        for (CompletableFuture<Object> each : outcomes) {
            try {
                each.join();
            } catch (CompletionException e) {
                if (!(e.getCause() instanceof ProblemException)) {
                    throw e;
                }
            }
        }
    }
}
