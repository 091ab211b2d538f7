package cn.biaozhengtong.caorder.payment;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.MessageDigest;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.springframework.test.context.DynamicPropertyRegistry;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// WeChat Pay's API v3 on loopback, written from its documentation: it verifies the merchant's
/// signature of every call and signs every answer and notice.
final class FakeWechat {
    static final String MERCHANT = "1900000001";
    static final String APP = "wx0000000000000001";
    private static final String SERIAL = "5157F09EFDC096DE15EBE81A47057A7232F1B8E1";
    private static final String KEY_ID = "PUB_KEY_ID_0119000000012024";
    private static final String API_V3_KEY = "0123456789abcdef0123456789abcdef";
    private static final Pattern AUTHORIZATION = Pattern.compile("(\\w+)=\"([^\"]*)\"");
    private static final ZoneId CHINA = ZoneId.of("Asia/Shanghai");

    final ChannelLedger ledger = new ChannelLedger();
    private final KeyPair merchant = RsaFiles.generate();
    private final KeyPair platform = RsaFiles.generate();
    private final JsonMapper json = new JsonMapper();
    private final HttpServer server;

    record Answer(int status, String body) {}

    FakeWechat() {
        server = Loopback.server();
        server.createContext("/", this::handle);
        server.start();
    }

    void properties(DynamicPropertyRegistry registry) {
        registry.add("bzt.wechat.merchant-id", () -> MERCHANT);
        registry.add("bzt.wechat.app-id", () -> APP);
        registry.add(
                "bzt.wechat.private-key",
                () -> RsaFiles.pem("PRIVATE KEY", merchant.getPrivate().getEncoded()));
        registry.add("bzt.wechat.certificate-serial", () -> SERIAL);
        registry.add(
                "bzt.wechat.public-key",
                () -> RsaFiles.pem("PUBLIC KEY", platform.getPublic().getEncoded()));
        registry.add("bzt.wechat.public-key-id", () -> KEY_ID);
        registry.add("bzt.wechat.api-v3-key", () -> API_V3_KEY);
        registry.add("bzt.wechat.api", () -> Loopback.url(server));
    }

    private void handle(HttpExchange exchange) throws IOException {
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        if (ledger.down) {
            exchange.close();
            return;
        }
        Answer answer =
                authorized(exchange, body)
                        ? answer(exchange, body)
                        : new Answer(401, "{\"code\":\"SIGN_ERROR\",\"message\":\"签名错误\"}");
        ledger.pause();
        byte[] bytes = answer.body().getBytes(StandardCharsets.UTF_8);
        signed(answer.body())
                .forEach((name, value) -> exchange.getResponseHeaders().set(name, value));
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(answer.status(), bytes.length == 0 ? -1 : bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    private boolean authorized(HttpExchange exchange, String body) {
        String header = String.valueOf(exchange.getRequestHeaders().getFirst("Authorization"));
        Map<String, String> it = new TreeMap<>();
        Matcher field = AUTHORIZATION.matcher(header);
        while (field.find()) {
            it.put(field.group(1), field.group(2));
        }
        return header.startsWith("WECHATPAY2-SHA256-RSA2048 ")
                && it.getOrDefault("mchid", "").equals(MERCHANT)
                && it.getOrDefault("serial_no", "").equals(SERIAL)
                && RsaFiles.verify(
                        merchant,
                        exchange.getRequestMethod()
                                + "\n"
                                + exchange.getRequestURI()
                                + "\n"
                                + it.get("timestamp")
                                + "\n"
                                + it.get("nonce_str")
                                + "\n"
                                + body
                                + "\n",
                        it.getOrDefault("signature", ""));
    }

    private Map<String, String> signed(String body) {
        String time = Long.toString(Instant.now().getEpochSecond());
        String nonce = UUID.randomUUID().toString().replace("-", "");
        Map<String, String> out = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        out.put("Wechatpay-Serial", KEY_ID);
        out.put("Wechatpay-Timestamp", time);
        out.put("Wechatpay-Nonce", nonce);
        String text = ledger.forging ? "anything" : time + "\n" + nonce + "\n" + body + "\n";
        out.put("Wechatpay-Signature", RsaFiles.sign(platform, text));
        return out;
    }

    private Answer answer(HttpExchange exchange, String body) {
        String path = exchange.getRequestURI().getPath();
        if (path.matches("/v3/pay/transactions/(h5|native|jsapi)")) {
            return prepay(path.substring(path.lastIndexOf('/') + 1), json.readTree(body));
        }
        if (path.endsWith("/close")) {
            return close(path.split("/")[5]);
        }
        if (path.startsWith("/v3/pay/transactions/out-trade-no/")) {
            return query(path.split("/")[5]);
        }
        return switch (path) {
            case "/v3/refund/domestic/refunds" -> refund(json.readTree(body));
            case "/v3/bill/tradebill" -> bill(exchange.getRequestURI().getQuery());
            case "/v3/billdownload/file" -> new Answer(200, table(day(exchange)));
            default -> error(404, "RESOURCE_NOT_EXISTS");
        };
    }

    private static Answer error(int status, String code) {
        return new Answer(status, "{\"code\":\"" + code + "\",\"message\":\"" + code + "\"}");
    }

    private Answer prepay(String scene, JsonNode it) {
        String number = it.path("out_trade_no").asString();
        boolean complete =
                it.path("mchid").asString().equals(MERCHANT)
                        && it.path("appid").asString().equals(APP)
                        && number.matches("[0-9A-Za-z_*-]{6,32}")
                        && it.path("notify_url").asString().endsWith("/notify/v1/wechat")
                        && it.path("time_expire").asString().endsWith("+08:00")
                        && (!scene.equals("h5") || it.path("scene_info").has("payer_client_ip"))
                        && (!scene.equals("jsapi") || it.path("payer").has("openid"));
        if (!complete) {
            return error(400, "PARAM_ERROR");
        }
        ledger.trades.putIfAbsent(
                number,
                new ChannelLedger.Trade(
                        number, it.path("amount").path("total").asLong(), null, false));
        return new Answer(
                200,
                switch (scene) {
                    case "h5" -> "{\"h5_url\":\"https://wx.tenpay.com/" + number + "\"}";
                    case "native" ->
                            "{\"code_url\":\"weixin://wxpay/bizpayurl?pr=" + number + "\"}";
                    default -> "{\"prepay_id\":\"wx" + number + "\"}";
                });
    }

    private Answer query(String number) {
        ChannelLedger.Trade it = ledger.trades.get(number);
        return it == null ? error(404, "ORDER_NOT_EXIST") : new Answer(200, transaction(it));
    }

    private static String transaction(ChannelLedger.Trade it) {
        String state = it.isPaid() ? "SUCCESS" : it.closed() ? "CLOSED" : "NOTPAY";
        String success =
                it.isPaid()
                        ? ",\"success_time\":\"%s\",\"transaction_id\":\"%s\""
                                .formatted(
                                        it.paidAt()
                                                .truncatedTo(ChronoUnit.SECONDS)
                                                .atZone(CHINA)
                                                .toOffsetDateTime(),
                                        it.tradeNo())
                        : "";
        return "{\"mchid\":\"%s\",\"appid\":\"%s\",\"out_trade_no\":\"%s\",\"trade_state\":\"%s\",\"amount\":{\"total\":%d,\"currency\":\"CNY\"}%s}"
                .formatted(MERCHANT, APP, it.number(), state, it.cents(), success);
    }

    private Answer close(String number) {
        ChannelLedger.Trade it = ledger.trades.get(number);
        if (it == null) {
            return error(404, "ORDER_NOT_EXIST");
        }
        if (it.isPaid()) {
            return error(400, "ORDERPAID");
        }
        ledger.trades.put(number, it.closedNow());
        return new Answer(204, "");
    }

    private Answer refund(JsonNode it) {
        ChannelLedger.Trade trade = ledger.trades.get(it.path("out_trade_no").asString());
        if (trade == null || !trade.isPaid()) {
            return error(404, "RESOURCE_NOT_EXISTS");
        }
        long cents = it.path("amount").path("refund").asLong();
        if (cents != trade.cents()) {
            return error(403, "NOT_ENOUGH");
        }
        String number = it.path("out_refund_no").asString();
        boolean first =
                ledger.refunds.putIfAbsent(
                                number,
                                new ChannelLedger.Refund(
                                        number, trade.number(), cents, Instant.now()))
                        == null;
        String rest =
                first
                        ? "\"status\":\"PROCESSING\""
                        : "\"status\":\"SUCCESS\",\"success_time\":\""
                                + Instant.now()
                                        .truncatedTo(ChronoUnit.SECONDS)
                                        .atZone(CHINA)
                                        .toOffsetDateTime()
                                + "\"";
        return new Answer(
                200, "{\"refund_id\":\"R\",\"out_refund_no\":\"" + number + "\"," + rest + "}");
    }

    private static LocalDate day(HttpExchange exchange) {
        return LocalDate.parse(exchange.getRequestURI().getQuery().replace("token=", ""));
    }

    private Answer bill(String query) {
        LocalDate day = LocalDate.parse(query.replaceFirst(".*bill_date=([0-9-]+).*", "$1"));
        String table = table(day);
        if (table.lines().count() < 2) {
            return error(404, "NO_STATEMENT_EXIST");
        }
        return new Answer(
                200,
                "{\"hash_type\":\"SHA1\",\"hash_value\":\"%s\",\"download_url\":\"%s/v3/billdownload/file?token=%s\"}"
                        .formatted(sha1(table), Loopback.url(server), day));
    }

    private String table(LocalDate day) {
        StringBuilder out = new StringBuilder("\uFEFF交易时间,商户订单号,交易状态,商户退款单号,订单金额,申请退款金额\n");
        ledger.trades.values().stream()
                .filter(it -> it.isPaid() && LocalDate.ofInstant(it.paidAt(), CHINA).equals(day))
                .forEach(it ->
                        out.append(
                                "`t,`%s,`SUCCESS,`0,`%d.%02d,`0.00\n"
                                        .formatted(
                                                it.number(), it.cents() / 100, it.cents() % 100)));
        ledger.refunds.values().stream()
                .filter(it -> LocalDate.ofInstant(it.at(), CHINA).equals(day))
                .forEach(it ->
                        out.append(
                                "`t,`%s,`REFUND,`%s,`0.00,`%d.%02d\n"
                                        .formatted(
                                                it.trade(),
                                                it.number(),
                                                it.cents() / 100,
                                                it.cents() % 100)));
        return out.append("总交易单数,应结订单总金额\n`1,`1.00\n").toString();
    }

    private static String sha1(String text) {
        try {
            return HexFormat.of()
                    .formatHex(
                            MessageDigest.getInstance("SHA-1")
                                    .digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /// The notice of a trade as it stands.
    PaymentChannel.Notice notice(String number) {
        return noticeAbout(transaction(ledger.trades.get(number)));
    }

    PaymentChannel.Notice noticeAbout(String transaction) {
        try {
            Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
            byte[] nonce = "0123456789ab".getBytes(StandardCharsets.US_ASCII);
            cipher.init(
                    Cipher.ENCRYPT_MODE,
                    new SecretKeySpec(API_V3_KEY.getBytes(StandardCharsets.US_ASCII), "AES"),
                    new GCMParameterSpec(128, nonce));
            cipher.updateAAD("transaction".getBytes(StandardCharsets.US_ASCII));
            String sealed =
                    Base64.getEncoder()
                            .encodeToString(
                                    cipher.doFinal(transaction.getBytes(StandardCharsets.UTF_8)));
            String body =
                    "{\"id\":\"EV-%s\",\"create_time\":\"2026-11-25T10:00:00+08:00\",\"event_type\":\"TRANSACTION.SUCCESS\",\"resource_type\":\"encrypt-resource\",\"resource\":{\"algorithm\":\"AEAD_AES_256_GCM\",\"ciphertext\":\"%s\",\"nonce\":\"0123456789ab\",\"associated_data\":\"transaction\",\"original_type\":\"transaction\"},\"summary\":\"支付成功\"}"
                            .formatted(UUID.randomUUID(), sealed);
            Map<String, String> headers = new TreeMap<>();
            signed(body)
                    .forEach((name, value) ->
                            headers.put(name.toLowerCase(java.util.Locale.ROOT), value));
            return new PaymentChannel.Notice(body, headers);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
