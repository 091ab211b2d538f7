package cn.biaozhengtong.caorder.payment;

import cn.biaozhengtong.caorder.ordering.OrderId;
import java.sql.Timestamp;
import java.time.Clock;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/// The double-entry ledger. Every posting moves one amount between two accounts, once, and stands
/// in the transaction of what it is about:
///
/// paid: channel ← deposits · certificates downloaded: deposits ← revenue · refund requested:
/// deposits ← refunds due · paid back: refunds due ← channel · money too much: channel ← refunds
/// due.
@Component
public class Ledger {
    private static final String DEPOSITS = "deposits";
    private static final String REVENUE = "revenue";
    private static final String DUE = "refunds_due";

    private final JdbcClient database;
    private final Clock clock;

    Ledger(JdbcClient database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    /// @param balanceCents debits minus credits
    public record Balance(String account, long balanceCents) {}

    void paid(Payments.Payment it) {
        post("paid:" + it.id(), it.orderId(), channel(it), DEPOSITS, it.amountCents());
    }

    void surplus(Payments.Payment it) {
        post("surplus:" + it.id(), it.orderId(), channel(it), DUE, it.amountCents());
    }

    void refundRequested(Payments.Payment it) {
        post("refund:" + it.id(), it.orderId(), DEPOSITS, DUE, it.amountCents());
    }

    void paidBack(Payments.Payment it) {
        post("back:" + it.id(), it.orderId(), DUE, channel(it), it.amountCents());
    }

    /// The order was delivered.
    public void earned(OrderId order, long amountCents) {
        post("earned:" + order, order, DEPOSITS, REVENUE, amountCents);
    }

    public List<Balance> balances() {
        return database.sql(
                        """
                        SELECT account, SUM(cents) FROM (
                            SELECT debit_account AS account, amount_cents AS cents FROM ledger_posting
                            UNION ALL
                            SELECT credit_account, -amount_cents FROM ledger_posting) AS sides
                        GROUP BY account ORDER BY account\
                        """)
                .query((row, n) -> new Balance(row.getString(1), row.getLong(2)))
                .list();
    }

    private static String channel(Payments.Payment it) {
        return "channel:" + it.channel();
    }

    @Transactional(propagation = Propagation.MANDATORY)
    void post(String reference, OrderId order, String debit, String credit, long amountCents) {
        database.sql(
                        """
                        INSERT INTO ledger_posting (reference, order_id, debit_account, credit_account, amount_cents, posted_at)
                        VALUES (?, ?, ?, ?, ?, ?)\
                        """)
                .params(
                        reference,
                        order.toString(),
                        debit,
                        credit,
                        amountCents,
                        Timestamp.from(clock.instant()))
                .update();
    }
}
