package cn.biaozhengtong.caorder.payment;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.springframework.test.context.DynamicPropertyRegistry;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Alipay's gateway on loopback, written from its documentation: it verifies the merchant's
/// signature of every call and signs every answer and notice.
final class FakeAlipay {
    static final String APP = "2021000000000001";
    private static final ZoneId CHINA = ZoneId.of("Asia/Shanghai");
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss");

    final ChannelLedger ledger = new ChannelLedger();
    private final KeyPair merchant = RsaFiles.generate();
    private final KeyPair platform = RsaFiles.generate();
    private final JsonMapper json = new JsonMapper();
    private final HttpServer server;

    FakeAlipay() {
        server = Loopback.server();
        server.createContext("/gateway.do", this::handle);
        server.createContext("/bill", this::bill);
        server.start();
    }

    void properties(DynamicPropertyRegistry registry) {
        registry.add("bzt.alipay.app-id", () -> APP);
        registry.add(
                "bzt.alipay.private-key",
                () -> RsaFiles.file(RsaFiles.base64(merchant.getPrivate().getEncoded())));
        registry.add(
                "bzt.alipay.public-key",
                () -> RsaFiles.file(RsaFiles.base64(platform.getPublic().getEncoded())));
        registry.add("bzt.alipay.gateway", () -> Loopback.url(server) + "/gateway.do");
    }

    private void handle(HttpExchange exchange) throws IOException {
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        if (ledger.down) {
            exchange.close();
            return;
        }
        Map<String, String> fields = fields(body);
        fields.putAll(fields(String.valueOf(exchange.getRequestURI().getRawQuery())));
        String method = fields.getOrDefault("method", "");
        String content =
                isSigned(fields)
                        ? answer(method, json.readTree(fields.get("biz_content")))
                        : refused("isv.invalid-signature");
        String answer =
                "{\"%s_response\":%s,\"sign\":\"%s\"}"
                        .formatted(
                                method.replace('.', '_'),
                                content,
                                RsaFiles.sign(platform, ledger.forging ? "anything" : content));
        send(exchange, answer.getBytes(StandardCharsets.UTF_8));
    }

    private static void send(HttpExchange exchange, byte[] bytes) throws IOException {
        exchange.sendResponseHeaders(200, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    static Map<String, String> fields(String form) {
        Map<String, String> out = new TreeMap<>();
        for (String pair : form.split("&")) {
            int equal = pair.indexOf('=');
            if (equal > 0) {
                out.put(
                        pair.substring(0, equal),
                        URLDecoder.decode(pair.substring(equal + 1), StandardCharsets.UTF_8));
            }
        }
        return out;
    }

    /// Whether the merchant signed them.
    boolean isSigned(Map<String, String> fields) {
        Map<String, String> rest = new TreeMap<>(fields);
        String sign = String.valueOf(rest.remove("sign"));
        return fields.getOrDefault("app_id", "").equals(APP)
                && RsaFiles.verify(merchant, joined(rest), sign);
    }

    private static String joined(Map<String, String> fields) {
        return fields.entrySet().stream()
                .filter(it -> !it.getValue().isEmpty())
                .map(it -> it.getKey() + "=" + it.getValue())
                .collect(Collectors.joining("&"));
    }

    private static String refused(String code) {
        return "{\"code\":\"40004\",\"msg\":\"Business Failed\",\"sub_code\":\"%s\",\"sub_msg\":\"%s\"}"
                .formatted(code, code);
    }

    private static String good(String fields) {
        return "{\"code\":\"10000\",\"msg\":\"Success\"" + fields + "}";
    }

    private String answer(String method, JsonNode it) {
        String number = it.path("out_trade_no").asString();
        return switch (method) {
            case "alipay.trade.query" -> query(number);
            case "alipay.trade.close" -> close(number);
            case "alipay.trade.refund" -> refund(it);
            case "alipay.trade.fastpay.refund.query" -> refundQuery(it);
            case "alipay.data.dataservice.bill.downloadurl.query" ->
                    good(
                            ",\"bill_download_url\":\"%s/bill?day=%s\""
                                    .formatted(
                                            Loopback.url(server), it.path("bill_date").asString()));
            default -> refused("isv.invalid-method");
        };
    }

    private String query(String number) {
        ChannelLedger.Trade it = ledger.trades.get(number);
        if (it == null) {
            return refused("ACQ.TRADE_NOT_EXIST");
        }
        String status =
                it.isPaid() ? "TRADE_SUCCESS" : it.closed() ? "TRADE_CLOSED" : "WAIT_BUYER_PAY";
        String paid =
                it.isPaid()
                        ? ",\"send_pay_date\":\"" + TIME.format(it.paidAt().atZone(CHINA)) + "\""
                        : "";
        return good(
                ",\"out_trade_no\":\"%s\",\"trade_no\":\"%s\",\"total_amount\":\"%s\",\"trade_status\":\"%s\"%s"
                        .formatted(number, it.tradeNo(), yuan(it.cents()), status, paid));
    }

    private static String yuan(long cents) {
        return "%d.%02d".formatted(cents / 100, cents % 100);
    }

    private String close(String number) {
        ChannelLedger.Trade it = ledger.trades.get(number);
        if (it == null) {
            return refused("ACQ.TRADE_NOT_EXIST");
        }
        if (it.isPaid() || it.closed()) {
            return refused("ACQ.TRADE_STATUS_ERROR");
        }
        ledger.trades.put(number, it.closedNow());
        return good(",\"out_trade_no\":\"" + number + "\"");
    }

    private String refund(JsonNode it) {
        ChannelLedger.Trade trade = ledger.trades.get(it.path("out_trade_no").asString());
        if (trade == null || !trade.isPaid()) {
            return refused("ACQ.TRADE_NOT_EXIST");
        }
        if (!it.path("refund_amount").asString().equals(yuan(trade.cents()))) {
            return refused("ACQ.REFUND_AMT_NOT_EQUAL_TOTAL");
        }
        String number = it.path("out_request_no").asString();
        ledger.refunds.putIfAbsent(
                number,
                new ChannelLedger.Refund(number, trade.number(), trade.cents(), Instant.now()));
        return good(",\"fund_change\":\"Y\"");
    }

    private String refundQuery(JsonNode it) {
        ChannelLedger.Refund refund = ledger.refunds.get(it.path("out_request_no").asString());
        return refund == null
                ? good("")
                : good(
                        ",\"refund_status\":\"REFUND_SUCCESS\",\"gmt_refund_pay\":\""
                                + TIME.format(refund.at().atZone(CHINA))
                                + "\"");
    }

    private void bill(HttpExchange exchange) throws IOException {
        LocalDate day = LocalDate.parse(exchange.getRequestURI().getQuery().replace("day=", ""));
        StringBuilder out =
                new StringBuilder(
                        "#支付宝业务明细查询\n#账号：[1]\n支付宝交易号,商户订单号,业务类型,商品名称,订单金额（元）,退款批次号/请求号\n");
        ledger.trades.values().stream()
                .filter(it -> it.isPaid() && LocalDate.ofInstant(it.paidAt(), CHINA).equals(day))
                .forEach(it ->
                        out.append(
                                "%s\t,%s\t,交易\t,证书\t,%s\t,\t\n"
                                        .formatted(it.tradeNo(), it.number(), yuan(it.cents()))));
        ledger.refunds.values().stream()
                .filter(it -> LocalDate.ofInstant(it.at(), CHINA).equals(day))
                .forEach(it ->
                        out.append(
                                "T\t,%s\t,退款\t,证书\t,-%s\t,%s\t\n"
                                        .formatted(it.trade(), yuan(it.cents()), it.number())));
        out.append("#-----------------业务明细列表结束\n");
        Charset chinese = Charset.forName("GB18030");
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes, chinese)) {
            zip.putNextEntry(new ZipEntry("2021_业务明细.csv"));
            zip.write(out.toString().getBytes(chinese));
            zip.putNextEntry(new ZipEntry("2021_业务明细(汇总).csv"));
            zip.write("支付宝交易号,商户订单号\n".getBytes(chinese));
        }
        send(exchange, bytes.toByteArray());
    }

    /// The notice of a trade as it stands.
    PaymentChannel.Notice notice(String number, String... changes) {
        ChannelLedger.Trade it = ledger.trades.get(number);
        Map<String, String> fields = new TreeMap<>();
        fields.put("notify_id", UUID.randomUUID().toString());
        fields.put("notify_type", "trade_status_sync");
        fields.put("app_id", APP);
        fields.put("out_trade_no", number);
        fields.put("trade_no", it.tradeNo());
        fields.put("total_amount", yuan(it.cents()));
        fields.put("trade_status", it.isPaid() ? "TRADE_SUCCESS" : "WAIT_BUYER_PAY");
        if (it.isPaid()) {
            fields.put("gmt_payment", TIME.format(it.paidAt().atZone(CHINA)));
        }
        for (int i = 0; i < changes.length; i += 2) {
            fields.put(changes[i], changes[i + 1]);
        }
        String sign = RsaFiles.sign(ledger.forging ? merchant : platform, joined(fields));
        fields.put("sign", sign);
        fields.put("sign_type", "RSA2");
        String body =
                fields.entrySet().stream()
                        .map(e ->
                                e.getKey()
                                        + "="
                                        + URLEncoder.encode(e.getValue(), StandardCharsets.UTF_8))
                        .collect(Collectors.joining("&"));
        return new PaymentChannel.Notice(body, Map.of());
    }
}
