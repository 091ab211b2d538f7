package cn.biaozhengtong.caorder.payment.provider.sandbox;

import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.util.HtmlUtils;

/// The page of the sandbox cashier: what is to be paid, and a button.
@RestController
@RequestMapping("/sandbox/v1/cashier/{tradeNo}")
@ConditionalOnBooleanProperty("bzt.sandbox")
class SandboxCashierPage {
    private static final MediaType HTML =
            new MediaType("text", "html", java.nio.charset.StandardCharsets.UTF_8);

    private final SandboxCashier cashier;

    SandboxCashierPage(SandboxCashier cashier) {
        this.cashier = cashier;
    }

    @GetMapping
    ResponseEntity<String> page(@PathVariable String tradeNo) {
        SandboxCashier.Trade trade = cashier.trade(tradeNo);
        String amount = java.math.BigDecimal.valueOf(trade.amountCents(), 2).toPlainString();
        String action =
                trade.paidAt() != null
                        ? "<p>已支付，可以返回。</p>"
                        : trade.closed()
                                ? "<p>交易已关闭，无法支付。</p>"
                                : "<form method=\"post\"><button>支付 "
                                        + amount
                                        + " 元</button></form>";
        return html("<h1>沙箱收银台</h1><p>" + HtmlUtils.htmlEscape(trade.title()) + "</p>" + action);
    }

    @PostMapping
    ResponseEntity<String> pay(@PathVariable String tradeNo) {
        cashier.pay(tradeNo);
        return html("<h1>沙箱收银台</h1><p>支付成功，结果将异步通知商户。</p>");
    }

    private static ResponseEntity<String> html(String body) {
        return ResponseEntity.ok()
                .contentType(HTML)
                .header(
                        "Content-Security-Policy",
                        "default-src 'none'; style-src 'unsafe-inline'; form-action 'self'")
                .body(
                        "<!doctype html><html lang=\"zh\"><meta charset=\"utf-8\"><meta name=\"viewport\""
                                + " content=\"width=device-width\"><title>沙箱收银台</title><style>body{font:16px/1.6"
                                + " sans-serif;max-width:24rem;margin:3rem auto;padding:0 1rem}button{font:inherit;"
                                + "padding:.6rem 1.2rem}</style>"
                                + body
                                + "</html>");
    }
}
