package cn.biaozhengtong.identity.login.provider.aliyun;

import static cn.biaozhengtong.kit.test.Refusals.refused;
import static org.assertj.core.api.Assertions.assertThat;

import cn.biaozhengtong.identity.account.PhoneNumber;
import cn.biaozhengtong.identity.login.CarrierNumber;
import cn.biaozhengtong.identity.login.LoginProblem;
import cn.biaozhengtong.identity.login.PlainIssuer;
import cn.biaozhengtong.identity.login.SmsSender;
import cn.biaozhengtong.identity.login.Text;
import cn.biaozhengtong.kit.test.RealServers;
import com.sun.net.httpserver.HttpServer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.annotation.Import;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/// R1's real providers against answers in the form that Aliyun documents; asked through the ports
/// that login uses.
@SpringBootTest(
        properties = {
            "bzt.providers.sms=aliyun",
            "bzt.providers.carrier=aliyun",
            "bzt.aliyun.access-key-id=testKeyId",
            "bzt.aliyun.access-key-secret=testKeySecret",
            "bzt.aliyun.templates.log_in=SMS_1",
            "bzt.aliyun.templates.set_password=SMS_2",
            "bzt.aliyun.templates.change_phone=SMS_3",
            "bzt.aliyun.templates.delete_account=SMS_4",
            "bzt.aliyun.templates.phone_changed=SMS_5",
            "bzt.aliyun.templates.invited=SMS_6",
            "bzt.aliyun.templates.regain=SMS_7",
            "bzt.aliyun.templates.regain_begun=SMS_8"
        })
@RealServers
@Import(PlainIssuer.class)
class AliyunProvidersTest {
    private static final PhoneNumber PHONE = new PhoneNumber("13900000001");
    private static HttpServer server;
    private static volatile int status = 200;
    private static volatile String answer = "";
    private static volatile String asked = "";
    private static volatile String action = "";
    private static volatile String authorization = "";

    @Autowired private SmsSender sms;
    @Autowired private CarrierNumber carrier;

    @BeforeAll
    static void serve() throws Exception {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext(
                "/",
                exchange -> {
                    asked =
                            URLDecoder.decode(
                                    new String(
                                            exchange.getRequestBody().readAllBytes(),
                                            StandardCharsets.UTF_8),
                                    StandardCharsets.UTF_8);
                    action = exchange.getRequestHeaders().getFirst("x-acs-action");
                    authorization = exchange.getRequestHeaders().getFirst("Authorization");
                    byte[] body = answer.getBytes(StandardCharsets.UTF_8);
                    exchange.sendResponseHeaders(status, body.length);
                    exchange.getResponseBody().write(body);
                    exchange.close();
                });
        server.start();
    }

    @AfterAll
    static void stop() {
        server.stop(0);
    }

    @DynamicPropertySource
    static void addresses(DynamicPropertyRegistry registry) {
        registry.add("bzt.aliyun.sms", AliyunProvidersTest::address);
        registry.add("bzt.aliyun.numbers", AliyunProvidersTest::address);
    }

    private static String address() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    private static void answers(int code, String body) {
        status = code;
        answer = body;
    }

    private void send() {
        sms.send(PHONE, new Text(Text.Template.log_in, Map.of("code", "123456")));
    }

    @Test
    void R1_aText_isSentByItsTemplate_andEveryOtherAnswerIsAFailure() {
        answers(200, "{\"Code\":\"OK\",\"Message\":\"OK\",\"BizId\":\"1\",\"RequestId\":\"r\"}");
        send();
        assertThat(action).isEqualTo("SendSms");
        assertThat(asked)
                .isEqualTo(
                        "PhoneNumbers=13900000001&SignName=标证通&TemplateCode=SMS_1&TemplateParam={\"code\":\"123456\"}");
        assertThat(authorization).startsWith("ACS3-HMAC-SHA256 Credential=testKeyId,");
        answers(200, "{\"Code\":\"isv.BUSINESS_LIMIT_CONTROL\"}");
        refused(LoginProblem.code_too_soon, this::send);
        for (String bad :
                new String[] {
                    "{\"Code\":\"isv.AMOUNT_NOT_ENOUGH\"}", "{\"Code\":\"ok\"}", "{}", "<html>", ""
                }) {
            answers(200, bad);
            refused(LoginProblem.sms_unavailable, this::send);
        }
        answers(403, "{\"Code\":\"SignatureDoesNotMatch\"}");
        refused(LoginProblem.sms_unavailable, this::send);
        answers(503, "{\"Code\":\"OK\"}");
        refused(LoginProblem.sms_unavailable, this::send);
    }

    @Test
    void R1_aCarriersToken_isANumber_onlyWhenTheCarrierSaysSo() {
        answers(
                200,
                "{\"Code\":\"OK\",\"GetMobileResultDTO\":{\"Mobile\":\"13900000001\"},\"RequestId\":\"r\"}");
        assertThat(carrier.phoneOf("token")).contains(PHONE);
        assertThat(action).isEqualTo("GetMobile");
        assertThat(asked).isEqualTo("AccessToken=token");
        for (String bad :
                new String[] {
                    "{\"Code\":\"isv.INVALID_TOKEN\",\"GetMobileResultDTO\":{\"Mobile\":\"13900000001\"}}",
                    "{\"Code\":\"OK\"}",
                    "{\"Code\":\"OK\",\"GetMobileResultDTO\":{\"Mobile\":\"12345\"}}",
                    "{}"
                }) {
            answers(200, bad);
            assertThat(carrier.phoneOf("token")).isEmpty();
        }
        answers(500, "");
        refused(LoginProblem.carrier_unavailable, () -> carrier.phoneOf("token"));
    }
}
