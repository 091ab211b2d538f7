package cn.biaozhengtong.caorder.pair;

import cn.biaozhengtong.crypto.KeyPair;
import cn.biaozhengtong.crypto.PublicKey;
import cn.biaozhengtong.crypto.Suite;
import cn.biaozhengtong.crypto.cert.Certificate;
import cn.biaozhengtong.crypto.cert.CertificateAuthorityKey;
import cn.biaozhengtong.crypto.cert.CertificateOrder;
import cn.biaozhengtong.crypto.cert.CertificateProfile;
import cn.biaozhengtong.crypto.cert.DistinguishedName;
import cn.biaozhengtong.crypto.cert.PublicationPoints;
import cn.biaozhengtong.crypto.cert.SerialNumber;
import cn.biaozhengtong.kit.test.TestFolder;
import cn.biaozhengtong.launcher.Ports;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.bouncycastle.asn1.cmp.PKIBody;
import org.bouncycastle.asn1.cmp.PKIMessage;
import org.bouncycastle.asn1.cmp.RevReqContent;
import org.bouncycastle.asn1.crmf.CertReqMessages;
import org.bouncycastle.asn1.crmf.CertTemplate;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.bouncycastle.asn1.x500.style.IETFUtils;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.jspecify.annotations.Nullable;

/// An outside CA on loopback: certificates by a CA of its own, the protocol by `openssl cmp`, one
/// mock server per transaction, since each answers with one certificate only.
final class OutsideCa {
    static final String SECRET = "agreed with the outside CA";

    private static final PublicationPoints POINTS =
            new PublicationPoints(
                    "http://127.0.0.1:1/crl", "http://127.0.0.1:1/ocsp", "http://127.0.0.1:1/ca");

    private final Path folder;
    private final HttpServer front;
    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final CertificateAuthorityKey issuingKey;
    private final Map<String, Mock> transactions = new ConcurrentHashMap<>();
    private final Map<SerialNumber, Certificate> issued = new ConcurrentHashMap<>();
    final List<Certificate> chain;
    final Map<SerialNumber, Integer> told = new ConcurrentHashMap<>();
    final List<SerialNumber> confirmed = new CopyOnWriteArrayList<>();
    volatile boolean down;
    volatile int answersToLose;
    volatile boolean undecided;
    volatile @Nullable SerialNumber refused;

    private record Mock(Process process, int port, Certificate certificate) {}

    OutsideCa() {
        try {
            folder = TestFolder.named("outside-ca");
            front =
                    HttpServer.create(
                            new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 50);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        KeyPair rootKey = Suite.sm2.generate();
        KeyPair key = Suite.sm2.generate();
        DistinguishedName rootName = DistinguishedName.of("别家", "CA", "Outside Root");
        CertificateAuthorityKey self = CertificateAuthorityKey.root(rootKey, rootName);
        Certificate root = issue(self, CertificateProfile.root, rootName, rootKey.publicKey());
        Certificate issuing =
                issue(
                        CertificateAuthorityKey.of(rootKey, root),
                        CertificateProfile.issuing_ca,
                        DistinguishedName.of("别家", "CA", "Outside Issuing CA"),
                        key.publicKey());
        issuingKey = CertificateAuthorityKey.of(key, issuing);
        chain = List.of(issuing, root);
        front.setExecutor(task -> Thread.ofPlatform().daemon().name("outside-ca").start(task));
        front.createContext("/cmp", this::answer);
        front.start();
    }

    String url() {
        return "http://127.0.0.1:" + front.getAddress().getPort() + "/cmp";
    }

    Path chainFile() {
        try {
            return Files.writeString(
                    folder.resolve("chain.pem"), chain.get(0).pem() + chain.get(1).pem());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Certificate issue(
            CertificateAuthorityKey by,
            CertificateProfile profile,
            DistinguishedName subject,
            PublicKey key) {
        Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);
        return issue(by, profile, subject, key, now.plus(3650, ChronoUnit.DAYS));
    }

    private static Certificate issue(
            CertificateAuthorityKey by,
            CertificateProfile profile,
            DistinguishedName subject,
            PublicKey key,
            Instant until) {
        Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);
        CertificateOrder order =
                new CertificateOrder(
                        profile, SerialNumber.random(), subject, key, now, until, Optional.empty());
        return by.sign(by.prepare(order, POINTS));
    }

    private void answer(HttpExchange exchange) throws IOException {
        byte[] question = exchange.getRequestBody().readAllBytes();
        byte[] answer;
        try {
            answer = down ? new byte[0] : forwarded(question);
        } catch (InterruptedException e) {
            throw new IOException(e);
        }
        if (down || answersToLose > 0) {
            answersToLose = Math.max(0, answersToLose - 1);
            exchange.sendResponseHeaders(503, -1);
        } else {
            exchange.sendResponseHeaders(200, answer.length);
            exchange.getResponseBody().write(answer);
        }
        exchange.close();
    }

    private byte[] forwarded(byte[] question) throws IOException, InterruptedException {
        PKIMessage message = PKIMessage.getInstance(question);
        String transaction = message.getHeader().getTransactionID().toString();
        PKIBody body = message.getBody();
        Mock mock = transactions.get(transaction);
        switch (body.getType()) {
            case PKIBody.TYPE_CERT_REQ -> {
                Certificate same = mock == null ? certificate(body) : mock.certificate();
                if (mock != null) {
                    mock.process().destroyForcibly();
                }
                mock =
                        undecided
                                ? mock(same, "-poll_count", "9", "-check_after", "60")
                                : mock(same);
                transactions.put(transaction, mock);
            }
            case PKIBody.TYPE_REVOCATION_REQ -> {
                var details = RevReqContent.getInstance(body.getContent()).toRevDetailsArray()[0];
                SerialNumber serial =
                        SerialNumber.of(details.getCertDetails().getSerialNumber().getValue());
                int reason =
                        org.bouncycastle.asn1.ASN1Enumerated.getInstance(
                                        details.getCrlEntryDetails()
                                                .getExtensionParsedValue(
                                                        org.bouncycastle.asn1.x509.Extension
                                                                .reasonCode))
                                .intValueExact();
                // A mock server refuses what is not the certificate that it was given.
                boolean refuse = serial.equals(refused);
                mock = mock(refuse ? chain.getFirst() : issued.get(serial));
                if (!refuse) {
                    told.put(serial, reason);
                }
            }
            default -> {
                if (body.getType() == PKIBody.TYPE_CERT_CONFIRM && mock != null) {
                    confirmed.add(mock.certificate().serial());
                }
            }
        }
        if (mock == null) {
            throw new IOException("no such transaction");
        }
        byte[] answer =
                http.send(
                                HttpRequest.newBuilder(
                                                URI.create("http://127.0.0.1:" + mock.port() + "/"))
                                        .header("Content-Type", "application/pkixcmp")
                                        .POST(HttpRequest.BodyPublishers.ofByteArray(question))
                                        .build(),
                                HttpResponse.BodyHandlers.ofByteArray())
                        .body();
        if (body.getType() != PKIBody.TYPE_CERT_REQ) {
            mock.process().destroyForcibly();
        }
        return answer;
    }

    /// As asked for, with a serial number of its own.
    private Certificate certificate(PKIBody body) throws IOException {
        CertTemplate asked =
                CertReqMessages.getInstance(body.getContent())
                        .toCertReqMsgArray()[0]
                        .getCertReq()
                        .getCertTemplate();
        boolean signing =
                KeyUsage.fromExtensions(asked.getExtensions()).hasUsages(KeyUsage.digitalSignature);
        Certificate it =
                issue(
                        issuingKey,
                        signing
                                ? CertificateProfile.subscriber_signing
                                : CertificateProfile.subscriber_encryption,
                        new DistinguishedName(
                                part(asked.getSubject(), BCStyle.C),
                                part(asked.getSubject(), BCStyle.O),
                                part(asked.getSubject(), BCStyle.OU),
                                part(asked.getSubject(), BCStyle.CN)),
                        PublicKey.parseInfo(asked.getPublicKey().getEncoded()),
                        asked.getValidity().getNotAfter().getDate().toInstant());
        issued.put(it.serial(), it);
        return it;
    }

    private static String part(X500Name name, org.bouncycastle.asn1.ASN1ObjectIdentifier type) {
        return IETFUtils.valueToString(name.getRDNs(type)[0].getFirst().getValue());
    }

    private Mock mock(Certificate answer, String... options)
            throws IOException, InterruptedException {
        Path own = Files.createTempDirectory(folder, "mock");
        Path certificate = Files.writeString(own.resolve("answer.pem"), answer.pem());
        Path log = own.resolve("log");
        int port = Ports.free();
        List<String> command =
                new ArrayList<>(
                        List.of(
                                "openssl",
                                "cmp",
                                "-port",
                                Integer.toString(port),
                                "-srv_ref",
                                "ra"));
        command.addAll(List.of("-srv_secret", "pass:" + SECRET, "-accept_raverified"));
        command.addAll(List.of("-rsp_cert", certificate.toString()));
        command.addAll(List.of(options));
        Process process =
                new ProcessBuilder(command)
                        .redirectErrorStream(true)
                        .redirectOutput(log.toFile())
                        .start();
        Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
        Instant end = Instant.now().plusSeconds(10);
        while (!Files.readString(log).contains("ACCEPT")) {
            if (!process.isAlive() || Instant.now().isAfter(end)) {
                throw new IOException(Files.readString(log));
            }
            Thread.sleep(20);
        }
        return new Mock(process, port, answer);
    }
}
