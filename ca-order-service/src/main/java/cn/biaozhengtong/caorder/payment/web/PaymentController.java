package cn.biaozhengtong.caorder.payment.web;

import cn.biaozhengtong.caorder.payment.PayOrder;
import cn.biaozhengtong.caorder.payment.SettlePayment;
import cn.biaozhengtong.kit.security.Caller;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.util.UUID;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/// Paying, for phones; notices, for channels.
@RestController
class PaymentController {
    private final PayOrder pay;
    private final SettlePayment settle;

    PaymentController(PayOrder pay, SettlePayment settle) {
        this.pay = pay;
        this.settle = settle;
    }

    record PaymentRequest(@NotBlank @Size(max = 20) String channel) {}

    record Taken(String code) {}

    /// Repeating opens another payment of the same order; only one of them can ever be paid.
    @PostMapping("/api/orders/v1/orders/{id}/payments")
    @ResponseStatus(HttpStatus.CREATED)
    PayOrder.Opened pay(
            Caller caller, @PathVariable UUID id, @Valid @RequestBody PaymentRequest request) {
        return pay.pay(caller.accountId(), id, request.channel());
    }

    @PostMapping("/notify/v1/{channel}")
    Taken notice(
            @PathVariable String channel,
            @RequestHeader("X-Signature") String signature,
            @RequestBody String body) {
        settle.notice(channel, body, signature);
        return new Taken("SUCCESS");
    }
}
