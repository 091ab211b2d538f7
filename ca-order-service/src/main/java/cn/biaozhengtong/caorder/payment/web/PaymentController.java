package cn.biaozhengtong.caorder.payment.web;

import cn.biaozhengtong.caorder.ordering.OrderId;
import cn.biaozhengtong.caorder.ordering.OrderRights;
import cn.biaozhengtong.caorder.payment.EndPayments;
import cn.biaozhengtong.caorder.payment.PayOrder;
import cn.biaozhengtong.caorder.payment.PaymentChannel;
import cn.biaozhengtong.caorder.payment.RefundOrder;
import cn.biaozhengtong.caorder.payment.RefundState;
import cn.biaozhengtong.caorder.payment.Refunds;
import cn.biaozhengtong.caorder.payment.SettlePayment;
import cn.biaozhengtong.kit.data.IdempotencyKeys;
import cn.biaozhengtong.kit.security.Caller;
import cn.biaozhengtong.kit.web.ClientAddress;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/// Paying, giving up and money back, for phones; notices, for channels.
@RestController
class PaymentController {
    private final OrderRights rights;
    private final PayOrder pay;
    private final SettlePayment settle;
    private final EndPayments end;
    private final Back back;

    PaymentController(
            OrderRights rights, PayOrder pay, SettlePayment settle, EndPayments end, Back back) {
        this.rights = rights;
        this.pay = pay;
        this.settle = settle;
        this.end = end;
        this.back = back;
    }

    /// Money back.
    @org.springframework.stereotype.Component
    record Back(RefundOrder request, Refunds refunds, IdempotencyKeys keys) {}

    /// @param scene such as `h5`, `native`, `jsapi` of WeChat Pay, `wap`, `app` of Alipay
    /// @param payer an openid, where the scene is `jsapi`
    record PaymentRequest(
            @NotBlank @Size(max = 20) String channel,
            @Size(max = 20) @Nullable String scene,
            @Size(max = 128) @Nullable String payer) {
        PayOrder.Way way(String ip) {
            return new PayOrder.Way(
                    channel, scene == null ? "" : scene, payer == null ? "" : payer, ip);
        }
    }

    /// @param amountCents the whole price, or absent
    record RefundRequest(@NotBlank @Size(max = 200) String reason, @Nullable Long amountCents) {}

    record RefundTaken(UUID refundId) {}

    record RefundView(
            UUID id,
            long amountCents,
            String reason,
            RefundState state,
            Instant requestedAt,
            @Nullable Instant doneAt) {}

    /// Another key opens another payment of the same order; only one of them can ever be paid.
    @PostMapping("/api/orders/v1/orders/{id}/payments")
    @ResponseStatus(HttpStatus.CREATED)
    PayOrder.Opened pay(
            Caller caller,
            @PathVariable UUID id,
            @RequestHeader(name = "Idempotency-Key", required = false) @Nullable String key,
            HttpServletRequest http,
            @Valid @RequestBody PaymentRequest request) {
        String ip = ClientAddress.of(http).address();
        return pay.pay(caller.account(), new OrderId(id), request.way(ip), key);
    }

    /// Gives the order up (取消订单); repeatable. One that waits for payment is closed at the channel
    /// first.
    @PostMapping("/api/orders/v1/orders/{id}/cancel")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void cancel(Caller caller, @PathVariable UUID id) {
        end.cancel(caller.account(), new OrderId(id));
    }

    /// The whole price back, until certificates are made (退款/售后, R27).
    @PostMapping("/api/orders/v1/orders/{id}/refunds")
    @ResponseStatus(HttpStatus.CREATED)
    RefundTaken refund(
            Caller caller,
            @PathVariable UUID id,
            @RequestHeader(name = "Idempotency-Key", required = false) @Nullable String key,
            @Valid @RequestBody RefundRequest request) {
        OrderId order = new OrderId(id);
        rights.refund(caller.account(), order);
        return back.keys()
                .once(
                        "refund:" + id,
                        key,
                        request,
                        RefundTaken.class,
                        () ->
                                new RefundTaken(
                                        back.request()
                                                .request(
                                                        order,
                                                        Refunds.Cause.payer,
                                                        caller.id(),
                                                        new RefundOrder.Wish(
                                                                request.reason(),
                                                                Optional.ofNullable(
                                                                        request.amountCents())))));
    }

    @GetMapping("/api/orders/v1/orders/{id}/refunds")
    List<RefundView> refunds(Caller caller, @PathVariable UUID id) {
        OrderId order = new OrderId(id);
        rights.see(caller.account(), order);
        return back.refunds().of(order).stream()
                .map(it ->
                        new RefundView(
                                it.id(),
                                it.amountCents(),
                                it.reason(),
                                it.state(),
                                it.requestedAt(),
                                it.doneAt()))
                .toList();
    }

    @PostMapping("/notify/v1/{channel}")
    ResponseEntity<String> notice(
            @PathVariable String channel,
            @RequestHeader HttpHeaders headers,
            @RequestBody String body) {
        Map<String, String> named =
                headers.toSingleValueMap().entrySet().stream()
                        .collect(
                                Collectors.toMap(
                                        it -> it.getKey().toLowerCase(Locale.ROOT),
                                        Map.Entry::getValue,
                                        (a, b) -> a));
        PaymentChannel.Receipt receipt =
                settle.notice(channel, new PaymentChannel.Notice(body, named));
        return ResponseEntity.ok()
                .contentType(MediaType.parseMediaType(receipt.mediaType()))
                .body(receipt.body());
    }
}
