package cn.biaozhengtong.caorder.payment.provider.alipay;

import cn.biaozhengtong.caorder.payment.PaymentChannel;
import cn.biaozhengtong.caorder.payment.PaymentId;
import cn.biaozhengtong.caorder.payment.PaymentProblem;
import cn.biaozhengtong.caorder.payment.provider.MerchantNumber;
import com.alipay.api.AlipayApiException;
import com.alipay.api.AlipayRequest;
import com.alipay.api.AlipayResponse;
import com.alipay.api.domain.AlipayDataDataserviceBillDownloadurlQueryModel;
import com.alipay.api.domain.AlipayTradeAppPayModel;
import com.alipay.api.domain.AlipayTradeCloseModel;
import com.alipay.api.domain.AlipayTradeFastpayRefundQueryModel;
import com.alipay.api.domain.AlipayTradeQueryModel;
import com.alipay.api.domain.AlipayTradeRefundModel;
import com.alipay.api.domain.AlipayTradeWapPayModel;
import com.alipay.api.request.AlipayDataDataserviceBillDownloadurlQueryRequest;
import com.alipay.api.request.AlipayTradeAppPayRequest;
import com.alipay.api.request.AlipayTradeCloseRequest;
import com.alipay.api.request.AlipayTradeFastpayRefundQueryRequest;
import com.alipay.api.request.AlipayTradeQueryRequest;
import com.alipay.api.request.AlipayTradeRefundRequest;
import com.alipay.api.request.AlipayTradeWapPayRequest;
import com.alipay.api.response.AlipayTradeFastpayRefundQueryResponse;
import com.alipay.api.response.AlipayTradeQueryResponse;
import java.net.URI;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.stereotype.Component;

/// 支付宝: scenes `wap` (the phone's browser, the usual one) and `app` (parameters for its app). A
/// trade exists there only once somebody has opened it, so "unknown" counts as unpaid and as
/// closed.
@Component
@ConditionalOnProperty("bzt.alipay.app-id")
class Alipay implements PaymentChannel {
    private static final ZoneId CHINA = ZoneId.of("Asia/Shanghai");
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss");
    private static final Set<String> PAID = Set.of("TRADE_SUCCESS", "TRADE_FINISHED");
    private static final String UNKNOWN = "ACQ.TRADE_NOT_EXIST";

    private final AlipayAccess access;

    Alipay(AlipayAccess access) {
        this.access = access;
    }

    @Override
    public String name() {
        return "alipay";
    }

    @Override
    public Prepaid prepay(Trade trade) {
        return switch (trade.scene()) {
            case "", "wap" -> wap(trade);
            case "app" -> app(trade);
            default -> throw PaymentProblem.scene_unknown.exception();
        };
    }

    private Prepaid wap(Trade trade) {
        AlipayTradeWapPayModel model = new AlipayTradeWapPayModel();
        model.setOutTradeNo(MerchantNumber.of(trade.paymentId().value()));
        model.setSubject(trade.title());
        model.setTotalAmount(MerchantNumber.yuan(trade.amountCents()));
        model.setProductCode("QUICK_WAP_WAY");
        model.setTimeExpire(TIME.format(trade.expiresAt().atZone(CHINA)));
        AlipayTradeWapPayRequest request = new AlipayTradeWapPayRequest();
        request.setBizModel(model);
        request.setNotifyUrl(access.notifyUrl());
        return Prepaid.at(signed(() -> access.client().pageExecute(request, "GET").getBody()));
    }

    private Prepaid app(Trade trade) {
        AlipayTradeAppPayModel model = new AlipayTradeAppPayModel();
        model.setOutTradeNo(MerchantNumber.of(trade.paymentId().value()));
        model.setSubject(trade.title());
        model.setTotalAmount(MerchantNumber.yuan(trade.amountCents()));
        model.setProductCode("QUICK_MSECURITY_PAY");
        model.setTimeExpire(TIME.format(trade.expiresAt().atZone(CHINA)));
        AlipayTradeAppPayRequest request = new AlipayTradeAppPayRequest();
        request.setBizModel(model);
        request.setNotifyUrl(access.notifyUrl());
        String order = signed(() -> access.client().sdkExecute(request).getBody());
        return new Prepaid("", Map.of("orderString", order));
    }

    @Override
    public Optional<Paid> query(PaymentId paymentId) {
        AlipayTradeQueryModel model = new AlipayTradeQueryModel();
        model.setOutTradeNo(MerchantNumber.of(paymentId.value()));
        AlipayTradeQueryRequest request = new AlipayTradeQueryRequest();
        request.setBizModel(model);
        AlipayTradeQueryResponse it = asked(request);
        boolean came = it.isSuccess() && PAID.contains(it.getTradeStatus());
        if (!came) {
            mustBe(it, UNKNOWN);
            return Optional.empty();
        }
        Date at = it.getSendPayDate();
        return Optional.of(
                new Paid(
                        "Q" + it.getTradeNo(),
                        new PaymentId(MerchantNumber.parse(it.getOutTradeNo())),
                        it.getTradeNo(),
                        MerchantNumber.cents(it.getTotalAmount()),
                        at == null ? Instant.EPOCH : at.toInstant()));
    }

    @Override
    public Optional<Paid> close(PaymentId paymentId) {
        Optional<Paid> before = query(paymentId);
        if (before.isPresent()) {
            return before;
        }
        AlipayTradeCloseModel model = new AlipayTradeCloseModel();
        model.setOutTradeNo(MerchantNumber.of(paymentId.value()));
        AlipayTradeCloseRequest request = new AlipayTradeCloseRequest();
        request.setBizModel(model);
        // Paid in this moment, or closed before, is refused as a wrong status.
        mustBe(
                asked(request),
                UNKNOWN,
                "ACQ.TRADE_STATUS_ERROR",
                "ACQ.REASON_TRADE_STATUS_INVALID");
        return query(paymentId);
    }

    @Override
    public Refunded refund(UUID refundId, PaymentId paymentId, long amountCents, String reason) {
        AlipayTradeRefundModel model = new AlipayTradeRefundModel();
        model.setOutTradeNo(MerchantNumber.of(paymentId.value()));
        model.setOutRequestNo(MerchantNumber.of(refundId));
        model.setRefundAmount(MerchantNumber.yuan(amountCents));
        model.setRefundReason(reason);
        AlipayTradeRefundRequest request = new AlipayTradeRefundRequest();
        request.setBizModel(model);
        AlipayResponse it = asked(request);
        if (it.isSuccess()) {
            return refunded(refundId, paymentId);
        }
        if (Objects.equals(it.getSubCode(), "ACQ.SYSTEM_ERROR")) {
            throw PaymentProblem.channel_down.with(it.getSubCode());
        }
        return new Refunded.Refused(it.getSubCode() + " " + it.getSubMsg());
    }

    private Refunded refunded(UUID refundId, PaymentId paymentId) {
        AlipayTradeFastpayRefundQueryModel model = new AlipayTradeFastpayRefundQueryModel();
        model.setOutTradeNo(MerchantNumber.of(paymentId.value()));
        model.setOutRequestNo(MerchantNumber.of(refundId));
        model.setQueryOptions(List.of("gmt_refund_pay"));
        AlipayTradeFastpayRefundQueryRequest request = new AlipayTradeFastpayRefundQueryRequest();
        request.setBizModel(model);
        AlipayTradeFastpayRefundQueryResponse it = asked(request);
        Date at = it.getGmtRefundPay();
        boolean done = it.isSuccess() && Objects.equals(it.getRefundStatus(), "REFUND_SUCCESS");
        return done && at != null ? new Refunded.Done(at.toInstant()) : new Refunded.UnderWay();
    }

    @Override
    public List<BillLine> bill(LocalDate day) {
        var model = new AlipayDataDataserviceBillDownloadurlQueryModel();
        model.setBillType("trade");
        model.setBillDate(day.toString());
        var request = new AlipayDataDataserviceBillDownloadurlQueryRequest();
        request.setBizModel(model);
        var it = asked(request);
        if (!it.isSuccess()) {
            mustBe(it, "isp.bill_not_exist");
            return List.of();
        }
        return AlipayBill.lines(access.download(URI.create(it.getBillDownloadUrl())));
    }

    @Override
    public Verified verify(Notice notice) {
        Map<String, String> fields = access.verified(notice.body());
        String id = fields.getOrDefault("notify_id", "");
        boolean ours = access.app().equals(fields.get("app_id")) && !id.isEmpty();
        if (!ours) {
            throw PaymentProblem.notice_forged.exception();
        }
        // Refunds are told by the same notice, with the trade's status as it was.
        boolean came =
                PAID.contains(fields.getOrDefault("trade_status", ""))
                        && !fields.containsKey("refund_fee");
        return new Verified(id, came ? Optional.of(paid(id, fields)) : Optional.empty());
    }

    private static Paid paid(String id, Map<String, String> fields) {
        try {
            return new Paid(
                    id,
                    new PaymentId(MerchantNumber.parse(fields.getOrDefault("out_trade_no", ""))),
                    fields.getOrDefault("trade_no", ""),
                    MerchantNumber.cents(fields.getOrDefault("total_amount", "")),
                    LocalDateTime.parse(fields.getOrDefault("gmt_payment", ""), TIME)
                            .atZone(CHINA)
                            .toInstant());
        } catch (RuntimeException e) {
            throw PaymentProblem.notice_forged.exception();
        }
    }

    @Override
    public Receipt receipt() {
        return new Receipt("text/plain", "success");
    }

    /// A refusal other than these is not understood, and must not be taken for "unpaid".
    private static void mustBe(AlipayResponse it, String... known) {
        if (!it.isSuccess() && !Set.of(known).contains(String.valueOf(it.getSubCode()))) {
            throw PaymentProblem.channel_down.with(it.getSubCode() + " " + it.getSubMsg());
        }
    }

    private <T extends AlipayResponse> T asked(AlipayRequest<T> request) {
        return signed(() -> access.client().execute(request));
    }

    private interface Call<T> {
        T make() throws AlipayApiException;
    }

    /// An answer whose signature is wrong counts as none.
    private static <T> T signed(Call<T> call) {
        try {
            return call.make();
        } catch (AlipayApiException e) {
            throw PaymentProblem.channel_down.with(String.valueOf(e.getErrCode()));
        }
    }
}
