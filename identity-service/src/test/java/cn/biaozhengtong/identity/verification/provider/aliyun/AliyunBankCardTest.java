package cn.biaozhengtong.identity.verification.provider.aliyun;

import static cn.biaozhengtong.kit.test.Refusals.refused;
import static org.assertj.core.api.Assertions.assertThat;

import cn.biaozhengtong.identity.account.Accounts;
import cn.biaozhengtong.identity.account.IdNumber;
import cn.biaozhengtong.identity.account.PhoneNumber;
import cn.biaozhengtong.identity.login.PlainIssuer;
import cn.biaozhengtong.identity.verification.AskOutcome;
import cn.biaozhengtong.identity.verification.BankCard;
import cn.biaozhengtong.identity.verification.IdentityProvider;
import cn.biaozhengtong.identity.verification.IdentityProvider.Claim;
import cn.biaozhengtong.identity.verification.VerificationMethod;
import cn.biaozhengtong.identity.verification.VerificationProblem;
import cn.biaozhengtong.identity.verification.VerificationPurpose;
import cn.biaozhengtong.identity.verification.VerificationState;
import cn.biaozhengtong.identity.verification.VerifyIdentity;
import cn.biaozhengtong.kit.id.AccountId;
import cn.biaozhengtong.kit.test.RealServers;
import com.sun.net.httpserver.HttpServer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.annotation.Import;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/// R4's four elements against answers in the form that Aliyun documents.
@SpringBootTest(
        properties = {
            "bzt.providers.bank-card=aliyun",
            "bzt.aliyun.access-key-id=testKeyId",
            "bzt.aliyun.access-key-secret=testKeySecret"
        })
@RealServers
@Import(PlainIssuer.class)
class AliyunBankCardTest {
    private static final AtomicInteger PEOPLE = new AtomicInteger(31);
    private static final AtomicInteger ASKED = new AtomicInteger();
    private static HttpServer server;
    private static volatile int status = 200;
    private static volatile String answer = "";
    private static volatile String asked = "";

    @Autowired private Accounts accounts;
    @Autowired private VerifyIdentity verify;
    @Autowired private AskOutcome ask;
    @Autowired private AliyunBankCard provider;

    @BeforeAll
    static void serve() throws Exception {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext(
                "/",
                exchange -> {
                    ASKED.incrementAndGet();
                    asked =
                            exchange.getRequestHeaders().getFirst("x-acs-action")
                                    + " "
                                    + URLDecoder.decode(
                                            new String(
                                                    exchange.getRequestBody().readAllBytes(),
                                                    StandardCharsets.UTF_8),
                                            StandardCharsets.UTF_8);
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
    static void address(DynamicPropertyRegistry registry) {
        registry.add("bzt.aliyun.cards", () -> "http://127.0.0.1:" + server.getAddress().getPort());
    }

    private static Claim claim() {
        return new Claim(
                VerificationMethod.bank_card,
                "王五",
                new IdNumber("110105198001010016"),
                Optional.of(new BankCard("6222020200112233446")),
                Optional.of(new PhoneNumber("13900000001")));
    }

    private AccountId account() {
        return accounts.forPhone(new PhoneNumber("139555500" + PEOPLE.incrementAndGet()));
    }

    private static void says(String code, String biz) {
        status = 200;
        answer =
                "{\"Code\":\"%s\",\"Message\":\"m\",\"ResultObject\":{\"BizCode\":\"%s\",\"SubCode\":\"101\"}}"
                        .formatted(code, biz);
    }

    @Test
    void R4_fourElements_areAllAsked_andAMatchVerifies() {
        AccountId account = account();
        says("200", "1");
        VerifyIdentity.Begun it = verify.begin(account, VerificationPurpose.identity, claim());
        assertThat(asked)
                .startsWith("BankMetaVerify ")
                .contains("UserName=王五", "IdentifyNum=110105198001010016")
                .contains("BankCard=6222020200112233446", "Mobile=13900000001");
        assertThat(ask.ask(account, it.id()).state()).isEqualTo(VerificationState.verified);
        int before = ASKED.get();
        provider.submit(it.id().toString(), claim(), VerificationPurpose.identity);
        assertThat(ASKED.get()).isEqualTo(before);
        provider.forget(it.id().toString());
        assertThat(provider.query(it.id().toString())).isEqualTo(IdentityProvider.Answer.unknown);
    }

    @ParameterizedTest
    @CsvSource({"2,mismatch", "3,unknown", "'',unknown", "9,unknown"})
    void R4_whatIsNoMatch_isNone(String biz, IdentityProvider.Answer expected) {
        says("200", biz);
        String reference = UUID.randomUUID().toString();
        provider.submit(reference, claim(), VerificationPurpose.identity);
        assertThat(provider.query(reference)).isEqualTo(expected);
    }

    @Test
    void R4_refused_orAway_decidesNothing() {
        String reference = UUID.randomUUID().toString();
        says("401", "1");
        refused(
                VerificationProblem.method_unavailable,
                () -> provider.submit(reference, claim(), VerificationPurpose.identity));
        status = 500;
        refused(
                VerificationProblem.method_unavailable,
                () -> provider.submit(reference, claim(), VerificationPurpose.identity));
        answer = "<html>";
        status = 200;
        refused(
                VerificationProblem.method_unavailable,
                () -> provider.submit(reference, claim(), VerificationPurpose.identity));
        assertThat(provider.query(reference)).isEqualTo(IdentityProvider.Answer.unknown);
        says("200", "1");
        provider.submit(reference, claim(), VerificationPurpose.identity);
        assertThat(provider.query(reference)).isEqualTo(IdentityProvider.Answer.match);
    }
}
