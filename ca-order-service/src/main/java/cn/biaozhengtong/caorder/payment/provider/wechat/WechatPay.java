package cn.biaozhengtong.caorder.payment.provider.wechat;

import cn.biaozhengtong.caorder.payment.PaymentChannel;
import cn.biaozhengtong.caorder.payment.PaymentId;
import cn.biaozhengtong.caorder.payment.PaymentProblem;
import cn.biaozhengtong.caorder.payment.provider.BillTable;
import cn.biaozhengtong.caorder.payment.provider.MerchantNumber;
import com.wechat.pay.java.core.exception.ServiceException;
import com.wechat.pay.java.core.exception.WechatPayException;
import com.wechat.pay.java.core.notification.RequestParam;
import com.wechat.pay.java.service.billdownload.DigestBillEntity;
import com.wechat.pay.java.service.billdownload.model.GetTradeBillRequest;
import com.wechat.pay.java.service.payments.model.Transaction;
import com.wechat.pay.java.service.payments.nativepay.model.CloseOrderRequest;
import com.wechat.pay.java.service.payments.nativepay.model.QueryOrderByOutTradeNoRequest;
import com.wechat.pay.java.service.refund.model.AmountReq;
import com.wechat.pay.java.service.refund.model.CreateRequest;
import com.wechat.pay.java.service.refund.model.Refund;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/// 微信支付, API v3: scenes `h5` (the phone's browser, the usual one), `native` (a QR code) and `jsapi`
/// (inside WeChat; the payer is an openid). Answers and notices are verified by the SDK.
@Component
@ConditionalOnProperty("bzt.wechat.merchant-id")
class WechatPay implements PaymentChannel {
    private static final Set<String> CLOSED_ALREADY =
            Set.of("ORDER_CLOSED", "ORDERNOTEXIST", "ORDER_NOT_EXIST");

    private final WechatAccess access;
    private final WechatTrades trades;
    private final JsonMapper json;

    WechatPay(WechatAccess access, JsonMapper json) {
        this.access = access;
        this.trades = new WechatTrades(access);
        this.json = json;
    }

    @Override
    public String name() {
        return "wechat";
    }

    @Override
    public Prepaid prepay(Trade trade) {
        Supplier<Prepaid> call =
                switch (trade.scene()) {
                    case "", "h5" -> () -> trades.h5(trade);
                    case "native" -> () -> trades.qr(trade);
                    case "jsapi" -> () -> trades.jsapi(trade);
                    default -> throw PaymentProblem.scene_unknown.exception();
                };
        if (trade.scene().equals("jsapi") && trade.payer().isEmpty()) {
            throw PaymentProblem.scene_unknown.exception();
        }
        try {
            return asked(call);
        } catch (ServiceException e) {
            throw PaymentProblem.channel_refused.with(code(e));
        }
    }

    @Override
    public Optional<Paid> query(PaymentId paymentId) {
        QueryOrderByOutTradeNoRequest request = new QueryOrderByOutTradeNoRequest();
        request.setMchid(access.merchant());
        request.setOutTradeNo(MerchantNumber.of(paymentId.value()));
        try {
            return paid(asked(() -> access.orders().queryOrderByOutTradeNo(request)), "Q");
        } catch (ServiceException e) {
            if (CLOSED_ALREADY.contains(code(e))) {
                return Optional.empty();
            }
            throw e;
        }
    }

    @Override
    public Optional<Paid> close(PaymentId paymentId) {
        CloseOrderRequest request = new CloseOrderRequest();
        request.setMchid(access.merchant());
        request.setOutTradeNo(MerchantNumber.of(paymentId.value()));
        try {
            asked(() -> {
                access.orders().closeOrder(request);
                return true;
            });
        } catch (ServiceException e) {
            // Paid before, or nothing to close: the query tells which.
            boolean known = code(e).equals("ORDERPAID") || CLOSED_ALREADY.contains(code(e));
            if (!known) {
                throw e;
            }
        }
        return query(paymentId);
    }

    @Override
    public Refunded refund(UUID refundId, PaymentId paymentId, long amountCents, String reason) {
        CreateRequest request = new CreateRequest();
        request.setOutTradeNo(MerchantNumber.of(paymentId.value()));
        request.setOutRefundNo(MerchantNumber.of(refundId));
        request.setReason(reason.length() > 80 ? reason.substring(0, 80) : reason);
        AmountReq amount = new AmountReq();
        amount.setRefund(amountCents);
        amount.setTotal(amountCents);
        amount.setCurrency("CNY");
        request.setAmount(amount);
        try {
            Refund it = asked(() -> access.refunds().create(request));
            return switch (it.getStatus()) {
                case SUCCESS -> new Refunded.Done(at(it.getSuccessTime()));
                case PROCESSING -> new Refunded.UnderWay();
                case CLOSED, ABNORMAL -> new Refunded.Refused("微信退款状态 " + it.getStatus());
            };
        } catch (ServiceException e) {
            // What a repeat cannot mend is for the operator.
            if (e.getHttpStatusCode() >= 500 || e.getHttpStatusCode() == 429) {
                throw e;
            }
            return new Refunded.Refused(code(e) + " " + e.getErrorMessage());
        }
    }

    @Override
    public List<BillLine> bill(LocalDate day) {
        GetTradeBillRequest request = new GetTradeBillRequest();
        request.setBillDate(day.toString());
        try {
            DigestBillEntity bill = asked(() -> access.bills().getTradeBill(request));
            String text = new String(bill.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (!bill.verifyHash()) {
                throw new IllegalStateException("the bill of " + day + " has another hash");
            }
            return lines(BillTable.read(text, "交易时间"));
        } catch (ServiceException e) {
            if (code(e).equals("NO_STATEMENT_EXIST")) {
                return List.of();
            }
            throw e;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<BillLine> lines(List<BillTable.Row> rows) {
        List<BillLine> out = new ArrayList<>();
        for (BillTable.Row row : rows) {
            boolean refund = row.of("交易状态").equals("REFUND");
            String number = row.of(refund ? "商户退款单号" : "商户订单号");
            if (MerchantNumber.isOurs(number)) {
                long cents = MerchantNumber.cents(row.of(refund ? "申请退款金额" : "订单金额"));
                out.add(new BillLine(MerchantNumber.parse(number), refund ? -cents : cents));
            }
        }
        return out;
    }

    @Override
    public Verified verify(Notice notice) {
        RequestParam param =
                new RequestParam.Builder()
                        .serialNumber(notice.header("wechatpay-serial"))
                        .nonce(notice.header("wechatpay-nonce"))
                        .signature(notice.header("wechatpay-signature"))
                        .timestamp(notice.header("wechatpay-timestamp"))
                        .body(notice.body())
                        .build();
        try {
            Transaction it = access.notices().parse(param, Transaction.class);
            String id = json.readTree(notice.body()).path("id").asString();
            boolean ours =
                    access.merchant().equals(it.getMchid()) && access.app().equals(it.getAppid());
            if (!ours) {
                throw PaymentProblem.notice_forged.exception();
            }
            return new Verified(id, paid(it, id));
        } catch (WechatPayException | IllegalArgumentException e) {
            throw PaymentProblem.notice_forged.exception();
        }
    }

    @Override
    public Receipt receipt() {
        return new Receipt("application/json", "{\"code\":\"SUCCESS\"}");
    }

    /// `REFUND` was paid before; the SDK's word for what the money did afterwards.
    private static Optional<Paid> paid(Transaction it, String notice) {
        boolean came =
                it.getTradeState() == Transaction.TradeStateEnum.SUCCESS
                        || it.getTradeState() == Transaction.TradeStateEnum.REFUND;
        if (!came) {
            return Optional.empty();
        }
        return Optional.of(
                new Paid(
                        notice.equals("Q") ? "Q" + it.getTransactionId() : notice,
                        new PaymentId(MerchantNumber.parse(it.getOutTradeNo())),
                        it.getTransactionId(),
                        it.getAmount().getTotal(),
                        at(it.getSuccessTime())));
    }

    /// A proxy's answer has none.
    private static String code(ServiceException e) {
        return String.valueOf(e.getErrorCode());
    }

    private static Instant at(String time) {
        return OffsetDateTime.parse(time).toInstant();
    }

    /// What WeChat refused stays what it said; everything else is no answer at all.
    private static <T> T asked(Supplier<T> call) {
        try {
            return call.get();
        } catch (ServiceException e) {
            throw e;
        } catch (WechatPayException | IllegalArgumentException e) {
            // The SDK's word for an answer without a signature is IllegalArgumentException.
            throw PaymentProblem.channel_down.with(e.getClass().getSimpleName());
        }
    }
}
