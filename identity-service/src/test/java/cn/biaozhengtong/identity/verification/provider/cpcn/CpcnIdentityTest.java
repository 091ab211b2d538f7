package cn.biaozhengtong.identity.verification.provider.cpcn;

import static cn.biaozhengtong.kit.test.Refusals.refused;
import static org.assertj.core.api.Assertions.assertThat;

import cn.biaozhengtong.identity.account.IdNumber;
import cn.biaozhengtong.identity.verification.IdentityProvider;
import cn.biaozhengtong.identity.verification.IdentityProvider.Answer;
import cn.biaozhengtong.identity.verification.IdentityProvider.Claim;
import cn.biaozhengtong.identity.verification.VerificationMethod;
import cn.biaozhengtong.identity.verification.VerificationProblem;
import cn.biaozhengtong.identity.verification.VerificationPurpose;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.Signature;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// R4's 中金认证 against a stub that verifies our signatures and signs its answers.
class CpcnIdentityTest {
    private static final String PASSWORD = "changeit";
    private static final String REFERENCE = UUID.randomUUID().toString();
    @TempDir private static Path folder;
    private static HttpServer server;
    private static KeyStore ours;
    private static KeyStore theirs;
    private static IdentityProvider provider;
    private static volatile String answer = "";
    private static volatile String asked = "";
    private static volatile boolean forging;

    @BeforeAll
    static void serve() throws Exception {
        ours = keys("ours");
        theirs = keys("theirs");
        Path certificate = folder.resolve("theirs.pem");
        Files.writeString(
                certificate,
                "-----BEGIN CERTIFICATE-----\n"
                        + Base64.getMimeEncoder()
                                .encodeToString(theirs.getCertificate("theirs").getEncoded())
                        + "\n-----END CERTIFICATE-----\n");
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", CpcnIdentityTest::handle);
        server.start();
        provider =
                new CpcnIdentity(
                        new CpcnProperties(
                                "001234",
                                URI.create(
                                        "http://127.0.0.1:"
                                                + server.getAddress().getPort()
                                                + "/Gateway/InterfaceII"),
                                folder.resolve("ours.p12"),
                                PASSWORD,
                                certificate,
                                "T-SUBMIT",
                                "T-QUERY",
                                "SHA256withRSA"));
    }

    @AfterAll
    static void stop() {
        server.stop(0);
    }

    private static KeyStore keys(String alias) throws Exception {
        Path file = folder.resolve(alias + ".p12");
        new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                        "-genkeypair",
                        "-alias",
                        alias,
                        "-keyalg",
                        "RSA",
                        "-keysize",
                        "2048",
                        "-dname",
                        "CN=" + alias,
                        "-keystore",
                        file.toString(),
                        "-storepass",
                        PASSWORD)
                .inheritIO()
                .start()
                .waitFor();
        KeyStore store = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(file)) {
            store.load(in, PASSWORD.toCharArray());
        }
        return store;
    }

    private static void handle(HttpExchange exchange) throws IOException {
        Map<String, String> fields = new TreeMap<>();
        String form = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        for (String pair : form.split("&")) {
            String[] parts = pair.split("=", 2);
            fields.put(parts[0], URLDecoder.decode(parts[1], StandardCharsets.UTF_8));
        }
        try {
            byte[] message = Base64.getDecoder().decode(fields.get("message"));
            Signature mine = Signature.getInstance("SHA256withRSA");
            mine.initVerify(ours.getCertificate("ours"));
            mine.update(message);
            boolean signed = mine.verify(HexFormat.of().parseHex(fields.get("signature")));
            asked = signed ? new String(message, StandardCharsets.UTF_8) : "not signed";
            byte[] said = answer.getBytes(StandardCharsets.UTF_8);
            Signature its = Signature.getInstance("SHA256withRSA");
            its.initSign((PrivateKey) theirs.getKey("theirs", PASSWORD.toCharArray()));
            its.update(forging ? message : said);
            byte[] body =
                    (Base64.getEncoder().encodeToString(said)
                                    + ","
                                    + HexFormat.of().formatHex(its.sign()))
                            .getBytes(StandardCharsets.US_ASCII);
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
        } catch (GeneralSecurityException e) {
            throw new IOException(e);
        } finally {
            exchange.close();
        }
    }

    private static void says(String code, String reference, String status) {
        answer =
                ("<?xml version=\"1.0\" encoding=\"UTF-8\"?><Response version=\"2.0\"><Head><Code>%s</Code>"
                                + "<Message>OK.</Message></Head><Body><TxSN>%s</TxSN><Status>%s</Status></Body></Response>")
                        .formatted(code, reference.replace("-", ""), status);
    }

    private static Claim claim() {
        return new Claim(
                VerificationMethod.cpcn,
                "王<五>&",
                new IdNumber("110105198001010016"),
                Optional.empty(),
                Optional.empty());
    }

    @Test
    void R4_aSubmission_isSigned_andWellFormedWhateverTheName() {
        says("2000", REFERENCE, "10");
        assertThat(provider.submit(REFERENCE, claim(), VerificationPurpose.identity)).isEmpty();
        assertThat(asked)
                .contains("<TxCode>T-SUBMIT</TxCode>", "<InstitutionID>001234</InstitutionID>")
                .contains("<TxSN>" + REFERENCE.replace("-", "") + "</TxSN>")
                .contains("<Name>王&lt;五&gt;&amp;</Name>")
                .contains("<IdentificationNumber>110105198001010016</IdentificationNumber>");
        // A repetition is refused by its number; the query decides.
        says("280001", REFERENCE, "");
        assertThat(provider.submit(REFERENCE, claim(), VerificationPurpose.identity)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "2000,10,pending",
        "2000,20,match",
        "2000,30,mismatch",
        "2000,40,unknown",
        "2000,'',unknown",
        "280001,20,unknown"
    })
    void R4_only20_isAMatch(String code, String status, Answer expected) {
        says(code, REFERENCE, status);
        assertThat(provider.query(REFERENCE)).isEqualTo(expected);
        assertThat(asked).contains("<TxCode>T-QUERY</TxCode>");
    }

    @Test
    void R4_anotherTransactionsMatch_isNotOurs() {
        says("2000", UUID.randomUUID().toString(), "20");
        assertThat(provider.query(REFERENCE)).isEqualTo(Answer.unknown);
    }

    @ParameterizedTest
    @CsvSource({
        "''",
        "no xml",
        "'<!DOCTYPE r [<!ENTITY x SYSTEM \"file:///etc/passwd\">]><r><Code>2000</Code><Status>20</Status></r>'"
    })
    void R4_whatCannotBeRead_decidesNothing(String text) {
        answer = text;
        assertThat(provider.query(REFERENCE)).isEqualTo(Answer.pending);
        refused(
                VerificationProblem.method_unavailable,
                () -> provider.submit(REFERENCE, claim(), VerificationPurpose.identity));
    }

    @Test
    void R4_whatItDidNotSign_decidesNothing() {
        says("2000", REFERENCE, "20");
        forging = true;
        assertThat(provider.query(REFERENCE)).isEqualTo(Answer.pending);
        forging = false;
        assertThat(provider.query(REFERENCE)).isEqualTo(Answer.match);
    }
}
