package cn.biaozhengtong.caorder.invoice.provider.sandbox;

import cn.biaozhengtong.caorder.invoice.InvoiceProvider;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// Issues numbers a second after it was asked. A tax number that ends with `00000` is unknown to
/// it; so is a red invoice whose blue one it never issued.
@Component
@ConditionalOnBooleanProperty("bzt.sandbox")
class SandboxInvoices implements InvoiceProvider {
    private static final Duration AFTER = Duration.ofSeconds(1);

    private final JdbcClient database;
    private final Clock clock;

    SandboxInvoices(JdbcClient database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    private record Taken(long number, Instant at) {}

    @Override
    public Answer issue(Request request) {
        if (request.title().taxNumber().endsWith("00000")) {
            return new Answer.Refused("纳税人识别号不存在");
        }
        if (request.redOf().filter(it -> !it.startsWith("26210000")).isPresent()) {
            return new Answer.Refused("蓝字发票不存在");
        }
        try {
            database.sql("INSERT INTO sandbox_invoice (request_id, asked_at) VALUES (?, ?)")
                    .params(request.id().toString(), Timestamp.from(clock.instant()))
                    .update();
            return new Answer.UnderWay();
        } catch (DuplicateKeyException e) {
            Taken taken =
                    database.sql(
                                    "SELECT number, asked_at FROM sandbox_invoice WHERE request_id = ?")
                            .param(request.id().toString())
                            .query((row, n) ->
                                    new Taken(row.getLong(1), row.getTimestamp(2).toInstant()))
                            .single();
            return taken.at().plus(AFTER).isAfter(clock.instant())
                    ? new Answer.UnderWay()
                    : new Answer.Issued("26210000%012d".formatted(taken.number()));
        }
    }
}
