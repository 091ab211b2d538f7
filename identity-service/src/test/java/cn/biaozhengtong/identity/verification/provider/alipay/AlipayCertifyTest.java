package cn.biaozhengtong.identity.verification.provider.alipay;

import static cn.biaozhengtong.kit.test.Refusals.refused;
import static org.assertj.core.api.Assertions.assertThat;

import cn.biaozhengtong.identity.account.Accounts;
import cn.biaozhengtong.identity.account.IdNumber;
import cn.biaozhengtong.identity.account.PhoneNumber;
import cn.biaozhengtong.identity.login.PlainIssuer;
import cn.biaozhengtong.identity.verification.AskOutcome;
import cn.biaozhengtong.identity.verification.IdentityProvider.Claim;
import cn.biaozhengtong.identity.verification.VerificationMethod;
import cn.biaozhengtong.identity.verification.VerificationProblem;
import cn.biaozhengtong.identity.verification.VerificationPurpose;
import cn.biaozhengtong.identity.verification.VerificationState;
import cn.biaozhengtong.identity.verification.VerifyIdentity;
import cn.biaozhengtong.kit.id.AccountId;
import cn.biaozhengtong.kit.test.RealServers;
import cn.biaozhengtong.kit.test.TestFolder;
import com.alipay.api.internal.util.AlipaySignature;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.annotation.Import;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/// R4's Alipay against answers in the form that it documents, signed as it signs them; the two
/// other methods stay the sandbox's.
@SpringBootTest
@RealServers
@Import(PlainIssuer.class)
class AlipayCertifyTest {
    private static final KeyPair MERCHANT = pair();
    private static final KeyPair ALIPAY = pair();
    private static final HttpServer SERVER = server();
    private static volatile String outcome = "";
    private static volatile boolean forging;
    private static volatile boolean down;
    private static volatile String begun = "";

    @Autowired private Accounts accounts;
    @Autowired private VerifyIdentity verify;
    @Autowired private AskOutcome ask;

    private static KeyPair pair() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(2048);
            return generator.generateKeyPair();
        } catch (java.security.GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String base64(byte[] key) {
        return Base64.getEncoder().encodeToString(key);
    }

    private static HttpServer server() {
        try {
            HttpServer it =
                    HttpServer.create(
                            new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            it.createContext("/gateway.do", AlipayCertifyTest::handle);
            it.start();
            return it;
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void handle(HttpExchange exchange) throws IOException {
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        if (down) {
            exchange.close();
            return;
        }
        Map<String, String> fields = new TreeMap<>();
        String query = String.valueOf(exchange.getRequestURI().getRawQuery());
        for (String pair : (query + "&" + body).split("&")) {
            int equal = pair.indexOf('=');
            if (equal > 0) {
                fields.put(
                        pair.substring(0, equal),
                        URLDecoder.decode(pair.substring(equal + 1), StandardCharsets.UTF_8));
            }
        }
        String method = fields.getOrDefault("method", "");
        String content =
                switch (method) {
                    case "alipay.user.certify.open.initialize" -> {
                        begun = fields.getOrDefault("biz_content", "");
                        yield "{\"code\":\"10000\",\"msg\":\"Success\",\"certify_id\":\"certify-1\"}";
                    }
                    case "alipay.user.certify.open.query" -> outcome;
                    default -> "{\"code\":\"40004\",\"sub_code\":\"isv.invalid-method\"}";
                };
        byte[] answer =
                "{\"%s_response\":%s,\"sign\":\"%s\"}"
                        .formatted(method.replace('.', '_'), content, sign(forging ? "x" : content))
                        .getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(200, answer.length);
        exchange.getResponseBody().write(answer);
        exchange.close();
    }

    private static String sign(String content) {
        try {
            return AlipaySignature.rsaSign(
                    content, base64(ALIPAY.getPrivate().getEncoded()), "UTF-8", "RSA2");
        } catch (com.alipay.api.AlipayApiException e) {
            throw new IllegalStateException(e);
        }
    }

    @AfterAll
    static void stop() {
        SERVER.stop(0);
    }

    @DynamicPropertySource
    static void merchant(DynamicPropertyRegistry registry) throws IOException {
        Path folder = TestFolder.named("alipay");
        Path mine = folder.resolve("mine");
        Path theirs = folder.resolve("theirs");
        Files.writeString(mine, base64(MERCHANT.getPrivate().getEncoded()));
        Files.writeString(theirs, base64(ALIPAY.getPublic().getEncoded()));
        registry.add("bzt.alipay-certify.app-id", () -> "2021000000000001");
        registry.add("bzt.alipay-certify.private-key", mine::toString);
        registry.add("bzt.alipay-certify.public-key", theirs::toString);
        registry.add(
                "bzt.alipay-certify.gateway",
                () -> "http://127.0.0.1:" + SERVER.getAddress().getPort() + "/gateway.do");
    }

    private VerifyIdentity.Begun begin(AccountId account, String number) {
        return verify.begin(
                account,
                VerificationPurpose.identity,
                new Claim(
                        VerificationMethod.alipay,
                        "王五",
                        new IdNumber(number),
                        Optional.empty(),
                        Optional.empty()));
    }

    private void says(String fields) {
        outcome = "{\"code\":\"10000\",\"msg\":\"Success\"" + fields + "}";
    }

    @Test
    void R4_alipay_isVisited_andBelievedOnlyWhenAskedItself() {
        AccountId account = accounts.forPhone(new PhoneNumber("13944440001"));
        VerifyIdentity.Begun it = begin(account, "110105198001010016");
        URI visit = it.visit().orElseThrow();
        assertThat(visit.toString()).contains("alipay.user.certify.open.certify", "certify-1");
        assertThat(begun)
                .contains("王五", "110105198001010016", "\"FACE\"")
                .contains(it.id().toString().replace("-", ""));
        // Not there yet, nothing readable, forged, not reachable: nothing is decided.
        says(",\"passed\":\"F\"");
        assertThat(ask.ask(account, it.id()).state()).isEqualTo(VerificationState.pending);
        outcome = "{\"code\":\"40004\",\"sub_code\":\"SYSTEM_ERROR\"}";
        assertThat(ask.ask(account, it.id()).state()).isEqualTo(VerificationState.pending);
        says(",\"passed\":\"T\"");
        forging = true;
        assertThat(ask.ask(account, it.id()).state()).isEqualTo(VerificationState.pending);
        forging = false;
        down = true;
        assertThat(ask.ask(account, it.id()).state()).isEqualTo(VerificationState.pending);
        down = false;
        assertThat(ask.ask(account, it.id()).state()).isEqualTo(VerificationState.verified);
        assertThat(accounts.profile(account).name()).isEqualTo("王五");
    }

    @Test
    void R4_alipay_sayingNo_isAFailure_andAwayIsSaidSo() {
        AccountId account = accounts.forPhone(new PhoneNumber("13944440002"));
        VerifyIdentity.Begun it = begin(account, "11010519491231002X");
        says(",\"passed\":\"F\",\"fail_reason\":\"人脸比对不通过\"");
        assertThat(ask.ask(account, it.id()).state()).isEqualTo(VerificationState.failed);
        assertThat(accounts.profile(account).verified()).isFalse();
        down = true;
        refused(VerificationProblem.method_unavailable, () -> begin(account, "11010519491231002X"));
        down = false;
    }
}
