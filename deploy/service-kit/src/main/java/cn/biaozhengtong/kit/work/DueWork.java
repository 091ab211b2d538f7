package cn.biaozhengtong.kit.work;

import java.time.Clock;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/// Makes [Due] of this service's database.
public class DueWork {
    private final JdbcClient database;
    private final TransactionTemplate transactions;
    private final Clock clock;

    public DueWork(JdbcClient database, TransactionTemplate transactions, Clock clock) {
        this.database = database;
        this.transactions = transactions;
        this.clock = clock;
    }

    /// @param lanes attempts at once
    public Due in(Due.Rows rows, Pauses pauses, int lanes) {
        return new Due(rows, pauses, lanes, database, transactions, clock);
    }
}
