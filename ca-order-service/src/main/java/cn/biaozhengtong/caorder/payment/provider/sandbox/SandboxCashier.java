package cn.biaozhengtong.caorder.payment.provider.sandbox;

import cn.biaozhengtong.caorder.authority.AuthorityKeys;
import cn.biaozhengtong.caorder.payment.PaymentChannel;
import cn.biaozhengtong.caorder.payment.PaymentProblem;
import cn.biaozhengtong.crypto.CryptoException;
import cn.biaozhengtong.crypto.cert.KeyStoreFile;
import java.nio.charset.StandardCharsets;
import java.sql.Timestamp;
import java.time.Clock;
import java.util.Base64;
import java.util.Optional;
import java.util.UUID;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/// A cashier of one table that behaves like a real channel: trades by merchant number, a page to
/// pay at, signed notices that come later and twice.
@Component
@ConditionalOnProperty("bzt.sandbox")
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
    record Notice(String noticeId, UUID outTradeNo, String tradeNo, long amountCents) {}

    record Trade(UUID outTradeNo, String tradeNo, long amountCents, String title, boolean paid) {}

    @Override
    public String name() {
        return "sandbox";
    }

    @Override
    public Prepaid prepay(UUID paymentId, long amountCents, String title) {
        String tradeNo = "SB" + paymentId.toString().replace("-", "");
        try {
            database.sql(
                            "INSERT INTO sandbox_trade (out_trade_no, trade_no, amount_cents, title, delivered) VALUES (?, ?, ?, ?, 0)")
                    .params(paymentId.toString(), tradeNo, amountCents, title)
                    .update();
        } catch (DuplicateKeyException e) {
            // The same merchant number names the same trade.
            return new Prepaid("/sandbox/v1/cashier/" + tradeNo);
        }
        return new Prepaid("/sandbox/v1/cashier/" + tradeNo);
    }

    @Override
    public Optional<Paid> query(UUID paymentId) {
        return database.sql(
                        "SELECT trade_no, amount_cents FROM sandbox_trade WHERE out_trade_no = ? AND paid_at IS NOT NULL")
                .param(paymentId.toString())
                .query((row, n) ->
                        new Paid(
                                noticeId(row.getString(1)),
                                paymentId,
                                row.getString(1),
                                row.getLong(2)))
                .optional();
    }

    @Override
    public Paid verify(String body, String signature) {
        try {
            key.certificate()
                    .publicKey()
                    .verify(
                            body.getBytes(StandardCharsets.UTF_8),
                            Base64.getDecoder().decode(signature));
            Notice notice = json.readValue(body, Notice.class);
            return new Paid(
                    notice.noticeId(), notice.outTradeNo(), notice.tradeNo(), notice.amountCents());
        } catch (CryptoException | IllegalArgumentException | JacksonException e) {
            throw PaymentProblem.notice_forged.exception();
        }
    }

    Trade trade(String tradeNo) {
        return database.sql(
                        "SELECT out_trade_no, trade_no, amount_cents, title, paid_at FROM sandbox_trade WHERE trade_no = ?")
                .param(tradeNo)
                .query((row, n) ->
                        new Trade(
                                UUID.fromString(row.getString(1)),
                                row.getString(2),
                                row.getLong(3),
                                row.getString(4),
                                row.getTimestamp(5) != null))
                .optional()
                .orElseThrow(PaymentProblem.trade_unknown::exception);
    }

    void pay(String tradeNo) {
        trade(tradeNo);
        database.sql("UPDATE sandbox_trade SET paid_at = ? WHERE trade_no = ? AND paid_at IS NULL")
                .params(Timestamp.from(clock.instant()), tradeNo)
                .update();
    }

    String noticeBody(Trade trade) {
        return json.writeValueAsString(
                new Notice(
                        noticeId(trade.tradeNo()),
                        trade.outTradeNo(),
                        trade.tradeNo(),
                        trade.amountCents()));
    }

    String sign(String body) {
        return Base64.getEncoder()
                .encodeToString(key.key().sign(body.getBytes(StandardCharsets.UTF_8)));
    }

    private static String noticeId(String tradeNo) {
        return "N" + tradeNo;
    }
}
