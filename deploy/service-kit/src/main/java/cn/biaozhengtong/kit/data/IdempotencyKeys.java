package cn.biaozhengtong.kit.data;

import cn.biaozhengtong.crypto.Sm3;
import cn.biaozhengtong.kit.problem.RequestProblem;
import java.nio.charset.StandardCharsets;
import java.sql.Timestamp;
import java.time.Clock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.json.JsonMapper;

/// Repeats of one POST give the first answer: key, work and answer share one transaction.
public class IdempotencyKeys {
    private static final int MAX = 80;

    private final JdbcClient database;
    private final TransactionTemplate transactions;
    private final JsonMapper json;
    private final Clock clock;

    IdempotencyKeys(
            JdbcClient database, TransactionTemplate transactions, JsonMapper json, Clock clock) {
        this.database = database;
        this.transactions = transactions;
        this.json = json;
        this.clock = clock;
    }

    private record Stored(String requestHash, String answer) {}

    /// @param scope operation and caller, so that keys of others never meet
    /// @param key the caller's `Idempotency-Key`
    /// @param request what was asked; a repeat must ask the same
    /// @return the first answer; a concurrent repeat waits for it
    public <T> T once(
            String scope, @Nullable String key, Object request, Class<T> type, Supplier<T> work) {
        if (key == null || key.isBlank() || key.length() > MAX) {
            throw RequestProblem.idempotency_key_missing.exception();
        }
        String hash = Sm3.hex(json.writeValueAsString(request).getBytes(StandardCharsets.UTF_8));
        try {
            T answer = transactions.execute(status -> first(scope, key, hash, work));
            if (answer == null) {
                throw new IllegalStateException("an idempotent operation must answer");
            }
            return answer;
        } catch (DuplicateKeyException e) {
            Stored stored = stored(scope, key);
            if (stored == null) {
                throw e;
            }
            if (!stored.requestHash().equals(hash)) {
                throw RequestProblem.idempotency_key_reused.exception();
            }
            return json.readValue(stored.answer(), type);
        }
    }

    private <T> T first(String scope, String key, String hash, Supplier<T> work) {
        database.sql(
                        """
                        INSERT INTO idempotency_key (scope, idem_key, request_hash, answer, created_at)
                        VALUES (?, ?, ?, '', ?)\
                        """)
                .params(scope, key, hash, Timestamp.from(clock.instant()))
                .update();
        T answer = work.get();
        database.sql("UPDATE idempotency_key SET answer = ? WHERE scope = ? AND idem_key = ?")
                .params(json.writeValueAsString(answer), scope, key)
                .update();
        return answer;
    }

    private @Nullable Stored stored(String scope, String key) {
        return database.sql(
                        "SELECT request_hash, answer FROM idempotency_key WHERE scope = ? AND idem_key = ?")
                .params(scope, key)
                .query(Stored.class)
                .optional()
                .orElse(null);
    }
}
