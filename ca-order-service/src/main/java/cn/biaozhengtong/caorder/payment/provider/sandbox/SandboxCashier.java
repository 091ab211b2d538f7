package cn.biaozhengtong.caorder.payment.provider.sandbox;

import cn.biaozhengtong.caorder.authority.AuthorityKeys;
import cn.biaozhengtong.caorder.payment.PaymentChannel;
import cn.biaozhengtong.caorder.payment.PaymentId;
import cn.biaozhengtong.caorder.payment.PaymentProblem;
import cn.biaozhengtong.crypto.CryptoException;
import cn.biaozhengtong.crypto.cert.KeyStoreFile;
import java.nio.charset.StandardCharsets;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/// A cashier of one table that behaves like a real channel: trades by merchant number, a page to
/// pay at, signed notices that come later and twice.
@Component
@ConditionalOnBooleanProperty("bzt.sandbox")
class SandboxCashier implements PaymentChannel {
    private final JdbcClient database;
    private final JsonMapper json;
    private final KeyStoreFile.Entry key;
    private final Clock clock;

    SandboxCashier(JdbcClient database, JsonMapper json, AuthorityKeys keys, Clock clock) {
        this.database = database;
        this.json = json;
        this.key = keys.load("sandbox-cashier");
        this.clock = clock;
    }

    /// What a notice says.
    record Message(
            String noticeId, UUID outTradeNo, String tradeNo, long amountCents, Instant paidAt) {}

    record Trade(
            UUID outTradeNo,
            String tradeNo,
            long amountCents,
            String title,
            @Nullable Instant paidAt,
            boolean closed) {}

    @Override
    public String name() {
        return "sandbox";
    }

    @Override
    public Prepaid prepay(PaymentChannel.Trade trade) {
        PaymentId paymentId = trade.paymentId();
        String tradeNo = "SB" + paymentId.toString().replace("-", "");
        try {
            database.sql(
                            "INSERT INTO sandbox_trade (out_trade_no, trade_no, amount_cents, title, delivered) VALUES (?, ?, ?, ?, 0)")
                    .params(paymentId.toString(), tradeNo, trade.amountCents(), trade.title())
                    .update();
        } catch (DuplicateKeyException e) {
            // The same merchant number names the same trade.
            return Prepaid.at("/sandbox/v1/cashier/" + tradeNo);
        }
        return Prepaid.at("/sandbox/v1/cashier/" + tradeNo);
    }

    @Override
    public Optional<Paid> query(PaymentId paymentId) {
        return database.sql(
                        "SELECT trade_no, amount_cents, paid_at FROM sandbox_trade WHERE out_trade_no = ? AND paid_at IS NOT NULL")
                .param(paymentId.toString())
                .query((row, n) ->
                        new Paid(
                                noticeId(row.getString(1)),
                                paymentId,
                                row.getString(1),
                                row.getLong(2),
                                row.getTimestamp(3).toInstant()))
                .optional();
    }

    @Override
    public Optional<Paid> close(PaymentId paymentId) {
        database.sql(
                        "UPDATE sandbox_trade SET closed_at = ? WHERE out_trade_no = ? AND paid_at IS NULL AND closed_at IS NULL")
                .params(Timestamp.from(clock.instant()), paymentId.toString())
                .update();
        return query(paymentId);
    }

    /// The first call only takes the wish, as real channels do.
    @Override
    public Refunded refund(UUID refundId, PaymentId paymentId, long amountCents, String reason) {
        try {
            database.sql(
                            "INSERT INTO sandbox_refund (out_refund_no, out_trade_no, amount_cents, refunded_at) VALUES (?, ?, ?, ?)")
                    .params(
                            refundId.toString(),
                            paymentId.toString(),
                            amountCents,
                            Timestamp.from(clock.instant()))
                    .update();
            return new Refunded.UnderWay();
        } catch (DuplicateKeyException e) {
            return database.sql("SELECT refunded_at FROM sandbox_refund WHERE out_refund_no = ?")
                    .param(refundId.toString())
                    .query((row, n) ->
                            (Refunded) new Refunded.Done(row.getTimestamp(1).toInstant()))
                    .optional()
                    .orElseGet(() -> new Refunded.Refused("该交易已退款"));
        }
    }

    @Override
    public List<BillLine> bill(LocalDate day) {
        ZoneId china = ZoneId.of("Asia/Shanghai");
        Timestamp from = Timestamp.from(day.atStartOfDay(china).toInstant());
        Timestamp to = Timestamp.from(day.plusDays(1).atStartOfDay(china).toInstant());
        return database.sql(
                        """
                        SELECT out_trade_no, amount_cents FROM sandbox_trade WHERE paid_at >= ? AND paid_at < ?
                        UNION ALL
                        SELECT out_refund_no, -amount_cents FROM sandbox_refund
                        WHERE refunded_at >= ? AND refunded_at < ?\
                        """)
                .params(from, to, from, to)
                .query((row, n) -> new BillLine(UUID.fromString(row.getString(1)), row.getLong(2)))
                .list();
    }

    @Override
    public Receipt receipt() {
        return new Receipt("application/json", "{\"code\":\"SUCCESS\"}");
    }

    @Override
    public Verified verify(Notice notice) {
        try {
            key.certificate()
                    .publicKey()
                    .verify(
                            notice.body().getBytes(StandardCharsets.UTF_8),
                            Base64.getDecoder().decode(notice.header("x-signature")));
            Message it = json.readValue(notice.body(), Message.class);
            Paid paid =
                    new Paid(
                            it.noticeId(),
                            new PaymentId(it.outTradeNo()),
                            it.tradeNo(),
                            it.amountCents(),
                            it.paidAt());
            return new Verified(it.noticeId(), Optional.of(paid));
        } catch (CryptoException | IllegalArgumentException | JacksonException e) {
            throw PaymentProblem.notice_forged.exception();
        }
    }

    Trade trade(String tradeNo) {
        return database.sql(
                        "SELECT out_trade_no, trade_no, amount_cents, title, paid_at, closed_at FROM sandbox_trade WHERE trade_no = ?")
                .param(tradeNo)
                .query((row, n) -> {
                    Timestamp paid = row.getTimestamp(5);
                    return new Trade(
                            UUID.fromString(row.getString(1)),
                            row.getString(2),
                            row.getLong(3),
                            row.getString(4),
                            paid == null ? null : paid.toInstant(),
                            row.getTimestamp(6) != null);
                })
                .optional()
                .orElseThrow(PaymentProblem.trade_unknown::exception);
    }

    void pay(String tradeNo) {
        int paid =
                database.sql(
                                "UPDATE sandbox_trade SET paid_at = ? WHERE trade_no = ? AND paid_at IS NULL AND closed_at IS NULL")
                        .params(Timestamp.from(clock.instant()), tradeNo)
                        .update();
        if (paid == 0 && trade(tradeNo).closed()) {
            throw PaymentProblem.trade_closed.exception();
        }
    }

    String noticeBody(Trade trade) {
        return json.writeValueAsString(
                new Message(
                        noticeId(trade.tradeNo()),
                        trade.outTradeNo(),
                        trade.tradeNo(),
                        trade.amountCents(),
                        Objects.requireNonNull(trade.paidAt())));
    }

    String sign(String body) {
        return Base64.getEncoder()
                .encodeToString(key.key().sign(body.getBytes(StandardCharsets.UTF_8)));
    }

    private static String noticeId(String tradeNo) {
        return "N" + tradeNo;
    }
}
