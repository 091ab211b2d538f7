package cn.biaozhengtong.caorder.pair;

import static org.assertj.core.api.Assertions.assertThat;

import cn.biaozhengtong.caorder.OrdersTestBase;
import cn.biaozhengtong.caorder.authority.AuthorityKeys;
import cn.biaozhengtong.caorder.authority.register.Purpose;
import cn.biaozhengtong.caorder.authority.register.Register;
import cn.biaozhengtong.crypto.Sm2KeyPair;
import cn.biaozhengtong.crypto.cert.Certificate;
import cn.biaozhengtong.crypto.cert.CertificateAuthorityKey;
import cn.biaozhengtong.crypto.cert.CertificateOrder;
import cn.biaozhengtong.crypto.cert.CertificateProfile;
import cn.biaozhengtong.crypto.cert.ChainVerifier;
import cn.biaozhengtong.crypto.cert.Crl;
import cn.biaozhengtong.crypto.cert.DistinguishedName;
import cn.biaozhengtong.crypto.cert.KeyStoreFile;
import cn.biaozhengtong.crypto.cert.OcspRequest;
import cn.biaozhengtong.crypto.cert.PublicationPoints;
import cn.biaozhengtong.crypto.cert.RevocationEvidence;
import cn.biaozhengtong.crypto.cert.RevocationReason;
import cn.biaozhengtong.crypto.cert.SerialNumber;
import cn.biaozhengtong.kit.id.AccountId;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cert.ocsp.BasicOCSPResp;
import org.bouncycastle.cert.ocsp.OCSPResp;
import org.bouncycastle.cert.ocsp.RevokedStatus;
import org.bouncycastle.cert.ocsp.SingleResp;
import org.bouncycastle.cert.ocsp.UnknownStatus;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.bouncycastle.operator.jcajce.JcaContentVerifierProviderBuilder;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.transaction.support.TransactionTemplate;

/// OCSP over HTTP as people ask who have nothing of ours: OpenSSL's own client, and GET requests
/// with Base64 in the path as browsers and proxies write it (RFC 6960 appendix A.1). OpenSSL 3.0
/// knows no SM2 identity for OCSP, so signatures are verified by BouncyCastle's provider.
class OcspForStrangersTest extends OrdersTestBase {
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    @Autowired private Pairs pairs;
    @Autowired private Register register;
    @Autowired private AuthorityKeys keys;
    @Autowired private TransactionTemplate transactions;

    @Value("${local.server.port}")
    private int port;

    @TempDir private Path folder;
    private Certificate mine;

    @BeforeEach
    void aPair() throws IOException {
        mine = pair();
        Files.writeString(folder.resolve("issuing.pem"), issuing().pem());
        Files.writeString(
                folder.resolve("root.pem"), register.chain(Purpose.subscriber).getLast().pem());
    }

    private Certificate pair() {
        return new StoredCertificates(pairs, register, transactions).pair(AccountId.random());
    }

    private Certificate issuing() {
        return register.chain(Purpose.subscriber).getFirst();
    }

    private void revoke(int reason) {
        transactions.executeWithoutResult(
                s -> register.revoke(mine.serial(), RevocationReason.of(reason)));
    }

    /// What `openssl ocsp` says: `good`, `revoked`, `unknown`, or why it says nothing.
    private String openssl(Certificate about, String issuer, String... how)
            throws IOException, InterruptedException {
        Files.writeString(folder.resolve("it.pem"), about.pem());
        List<String> command = new ArrayList<>(List.of("openssl", "ocsp", "-noverify"));
        command.addAll(List.of("-url", "http://127.0.0.1:" + port + "/ocsp"));
        command.addAll(List.of(how));
        command.addAll(List.of("-issuer", issuer, "-cert", "it.pem"));
        Process process =
                new ProcessBuilder(command)
                        .directory(folder.toFile())
                        .redirectErrorStream(true)
                        .start();
        String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
        return out.lines()
                .filter(it -> it.startsWith("it.pem: "))
                .map(it -> it.substring("it.pem: ".length()))
                .findFirst()
                .orElse(out);
    }

    @ParameterizedTest
    @ValueSource(strings = {"-sha1", "-sha256", "-sha384", "-sha512", "-sm3"})
    void openssl_isToldGoodRevokedAndUnknown_underEveryHash(String hash) throws Exception {
        assertThat(openssl(mine, "issuing.pem", hash)).isEqualTo("good");
        assertThat(openssl(unrecorded(), "issuing.pem", hash)).isEqualTo("unknown");
        // Of this issuer it is not.
        assertThat(openssl(mine, "root.pem", hash)).isEqualTo("unknown");
        revoke(1);
        assertThat(openssl(mine, "issuing.pem", hash)).isEqualTo("revoked");
    }

    @Test
    void openssl_isToldOfTheServersCertificates_andWithItsNonce() throws Exception {
        for (String server : new String[] {"ocsp", "tsa", "seal-maker", "kmc-signing"}) {
            Certificate it = keys.load(server).certificate();
            assertThat(openssl(it, "issuing.pem", "-nonce")).as(server).isEqualTo("good");
        }
        assertThat(openssl(mine, "issuing.pem", "-no_nonce")).isEqualTo("good");
        // With a nonce and without -noverify it compares them, before the signature.
        assertThat(openssl(mine, "issuing.pem", "-nonce", "-resp_text")).isEqualTo("good");
    }

    /// Issued, and in no register.
    private Certificate unrecorded() {
        Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);
        KeyStoreFile.Entry issuing = keys.load("issuing");
        CertificateAuthorityKey by =
                CertificateAuthorityKey.of(issuing.key(), issuing.certificate());
        return by.sign(
                by.prepare(
                        new CertificateOrder(
                                CertificateProfile.subscriber_signing,
                                SerialNumber.random(),
                                DistinguishedName.of("a", "b", "c"),
                                Sm2KeyPair.generate().publicKey(),
                                now,
                                now.plus(Duration.ofDays(1)),
                                Optional.empty()),
                        new PublicationPoints("http://x/crl", "http://x/ocsp", "http://x/ca")));
    }

    @Test
    void get_withSlashes_isAnsweredInEveryFormThatClientsWrite() throws Exception {
        // Every SHA-1 question to this issuer may have one; this one surely has.
        while (!base64(mine).contains("/") || !base64(mine).contains("+")) {
            mine = pair();
        }
        String text = base64(mine);
        String safe = text.replace('+', '-').replace('/', '_');
        for (int round = 0; round < 2; round++) {
            for (String form :
                    new String[] {
                        text,
                        URLEncoder.encode(text, StandardCharsets.US_ASCII),
                        text.replace("/", "%2f"),
                        text.replace("/", "%2F").replace("+", "%2B"),
                        text.replaceFirst("=+$", ""),
                        "/" + text,
                        safe,
                        safe.replaceFirst("=+$", "")
                    }) {
                assertThat(told(get(form), mine.serial()))
                        .as(form)
                        .isEqualTo(round == 0 ? "good" : "revoked");
            }
            revoke(1);
        }
    }

    @Test
    void get_withTwoSlashesInARow_isAnswered() throws Exception {
        SerialNumber serial = SerialNumber.random();
        while (!base64(serial).contains("//")) {
            serial = SerialNumber.random();
        }
        for (String form : new String[] {base64(serial), base64(serial).replace("/", "%2F")}) {
            assertThat(told(get(form), serial)).as(form).isEqualTo("unknown");
        }
    }

    @Test
    void get_ofRubbish_isAnsweredInTheProtocolsOwnWords() throws Exception {
        for (String bad : new String[] {"MEI=", "A", "*", "%2F", "MEI=/"}) {
            HttpResponse<byte[]> answer = get(bad);
            assertThat(answer.statusCode()).as(bad).isEqualTo(200);
            assertThat(new OCSPResp(answer.body()).getStatus())
                    .as(bad)
                    .isEqualTo(OCSPResp.MALFORMED_REQUEST);
        }
        for (String bad : new String[] {"..%2f..%2factuator%2fenv", "%252F", "a;b=%2f"}) {
            assertThat(get(bad).statusCode()).as(bad).isIn(400, 404);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "application/ocsp-request",
                "application/ocsp-request; charset=utf-8",
                "application/ocsp-request;charset=ISO-8859-1",
                "Application/OCSP-Request"
            })
    void post_isAnswered_whateverTheTypesParameters(String type) throws Exception {
        HttpRequest request =
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/ocsp"))
                        .header("Content-Type", type)
                        .POST(
                                HttpRequest.BodyPublishers.ofByteArray(
                                        OcspRequest.about(issuing(), mine.serial()).encoded()))
                        .build();
        HttpResponse<byte[]> answer = HTTP.send(request, HttpResponse.BodyHandlers.ofByteArray());
        assertThat(told(answer, mine.serial())).isEqualTo("good");
    }

    /// Every certificate below the root, from what is published and the root alone.
    @Test
    void item13_theWholeChain_isJudgedFromWhatIsPublished() throws Exception {
        Certificate root = register.chain(Purpose.subscriber).getLast();
        Crl ofRoot = Crl.parse(fetched(issuing().crlUrls().getFirst()));
        List<Crl> lists = new ArrayList<>(List.of(ofRoot));
        for (String url : mine.crlUrls()) {
            lists.add(Crl.parse(fetched(url)));
        }
        assertThat(lists).hasSize(3);
        Instant now = Instant.now();
        for (Crl ofMine : lists.subList(1, 3)) {
            RevocationEvidence evidence =
                    RevocationEvidence.of(List.of(ofRoot, ofMine), List.of(), now);
            ChainVerifier.trusting(root)
                    .verify(
                            mine,
                            List.of(Certificate.parse(fetched("/ca/issuing.cer"))),
                            CertificateProfile.subscriber_signing,
                            now,
                            evidence);
        }
    }

    private byte[] fetched(String url) throws IOException, InterruptedException {
        HttpResponse<byte[]> answer =
                HTTP.send(
                        HttpRequest.newBuilder(
                                        URI.create(
                                                "http://127.0.0.1:"
                                                        + port
                                                        + URI.create(url).getPath()))
                                .build(),
                        HttpResponse.BodyHandlers.ofByteArray());
        assertThat(answer.statusCode()).as(url).isEqualTo(200);
        return answer.body();
    }

    private String base64(Certificate about) {
        return base64(about.serial());
    }

    private String base64(SerialNumber serial) {
        return Base64.getEncoder().encodeToString(OcspRequest.about(issuing(), serial).encoded());
    }

    private HttpResponse<byte[]> get(String form) throws IOException, InterruptedException {
        return HTTP.send(
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/ocsp/" + form))
                        .build(),
                HttpResponse.BodyHandlers.ofByteArray());
    }

    /// By a reader of others: type, signature by BouncyCastle's provider, and what it says.
    private static String told(HttpResponse<byte[]> answer, SerialNumber about) throws Exception {
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Content-Type"))
                .contains("application/ocsp-response");
        BasicOCSPResp basic = (BasicOCSPResp) new OCSPResp(answer.body()).getResponseObject();
        X509CertificateHolder responder = basic.getCerts()[0];
        assertThat(
                        basic.isSignatureValid(
                                new JcaContentVerifierProviderBuilder()
                                        .setProvider(new BouncyCastleProvider())
                                        .build(responder)))
                .isTrue();
        SingleResp single = basic.getResponses()[0];
        assertThat(single.getCertID().getSerialNumber()).isEqualTo(about.value());
        return word(single.getCertStatus());
    }

    private static String word(org.bouncycastle.cert.ocsp.@Nullable CertificateStatus status) {
        return switch (status) {
            case null -> "good";
            case RevokedStatus revoked -> "revoked";
            case UnknownStatus unknown -> "unknown";
            default -> throw new IllegalStateException();
        };
    }
}
