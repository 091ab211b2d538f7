package cn.biaozhengtong.seal;

import cn.biaozhengtong.crypto.KeyPair;
import cn.biaozhengtong.crypto.Sm3;
import cn.biaozhengtong.crypto.Suite;
import cn.biaozhengtong.crypto.cert.Certificate;
import cn.biaozhengtong.crypto.cert.CertificateAuthorityKey;
import cn.biaozhengtong.crypto.cert.CertificateOrder;
import cn.biaozhengtong.crypto.cert.CertificateProfile;
import cn.biaozhengtong.crypto.cert.CertificateStatus;
import cn.biaozhengtong.crypto.cert.Crl;
import cn.biaozhengtong.crypto.cert.DistinguishedName;
import cn.biaozhengtong.crypto.cert.OcspRequest;
import cn.biaozhengtong.crypto.cert.OcspResponse;
import cn.biaozhengtong.crypto.cert.PublicationPoints;
import cn.biaozhengtong.crypto.cert.SerialNumber;
import cn.biaozhengtong.crypto.seal.Seal;
import cn.biaozhengtong.crypto.seal.SealInfo;
import cn.biaozhengtong.crypto.seal.SealPicture;
import cn.biaozhengtong.crypto.seal.SealSigners;
import cn.biaozhengtong.crypto.timestamp.TimeStampAuthority;
import cn.biaozhengtong.kit.problem.RequestProblem;
import cn.biaozhengtong.seal.work.GivenTrust;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import javax.imageio.ImageIO;
import tools.jackson.databind.json.JsonMapper;

/// A CA of this JVM that speaks as ca-order-service does to this service: certificates, lists, time
/// stamps and the seal maker are real.
public final class TestAuthority {
    private static final JsonMapper JSON = new JsonMapper();
    private static final Instant NOW = Instant.now().truncatedTo(ChronoUnit.SECONDS);
    private static final Instant FROM = NOW.minus(30, ChronoUnit.DAYS);
    private static final PublicationPoints POINTS =
            new PublicationPoints(
                    "http://127.0.0.1/1.crl", "http://127.0.0.1/ocsp", "http://127.0.0.1/ca");

    /// A key and its certificate.
    public record Holder(KeyPair key, Certificate certificate) {}

    private final KeyPair rootKey = Suite.sm2.generate();
    private final CertificateAuthorityKey authority;
    private final Certificate root;
    private final Holder maker;
    private final Holder responder;
    private final TimeStampAuthority stamps;
    private final HttpServer server;
    private final List<Integer> groups = new CopyOnWriteArrayList<>();
    private volatile boolean away;
    private volatile boolean old;
    private volatile boolean silent;

    public TestAuthority() {
        DistinguishedName name = DistinguishedName.of("BZT", "CA", "BZT Test Root");
        root =
                issue(
                        CertificateAuthorityKey.root(rootKey, name),
                        CertificateProfile.root,
                        name,
                        rootKey);
        authority = CertificateAuthorityKey.of(rootKey, root);
        maker = holder("制章者", CertificateProfile.seal_maker);
        responder = holder("在线状态", CertificateProfile.ocsp_responder);
        Holder stamper = holder("时间戳", CertificateProfile.time_stamping);
        stamps =
                TimeStampAuthority.of(
                        stamper.key(), List.of(stamper.certificate()), "1.2.156.112562.2.3.1");
        try {
            server =
                    HttpServer.create(
                            new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        serve("/ca/", "application/pkix-cert", it -> root.encoded());
        serve("/crl/", "application/pkix-crl", it -> list());
        serve("/internal/time-stamps", "application/json", this::stamped);
        serve("/ocsp", "application/ocsp-response", this::answered);
        serve("/internal/seal-makers", "application/json", it -> makers());
        server.start();
    }

    public String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    /// Whether its time stamps fail.
    public void away(boolean is) {
        away = is;
    }

    /// Whether it knows nothing of many time stamps at once.
    public void old(boolean is) {
        old = is;
    }

    /// Whether nobody answers about revocation.
    public void silent(boolean is) {
        silent = is;
    }

    public Certificate root() {
        return root;
    }

    public Holder holder(String name) {
        return holder(name, CertificateProfile.subscriber_signing);
    }

    private Holder holder(String name, CertificateProfile profile) {
        KeyPair key = Suite.sm2.generate();
        return new Holder(
                key, issue(authority, profile, DistinguishedName.of(name, "投标", name), key));
    }

    private static Certificate issue(
            CertificateAuthorityKey by,
            CertificateProfile profile,
            DistinguishedName subject,
            KeyPair key) {
        CertificateOrder order =
                new CertificateOrder(
                        profile,
                        SerialNumber.random(),
                        subject,
                        key.publicKey(),
                        FROM,
                        FROM.plus(365, ChronoUnit.DAYS),
                        Optional.empty());
        return by.sign(by.prepare(order, POINTS));
    }

    /// DER of a time stamp token over SM3 of the content.
    public byte[] stamp(byte[] content) {
        var question =
                cn.biaozhengtong.crypto.timestamp.TimeStampRequest.about(Sm3.digest(content));
        byte[] answer =
                stamps.answer(question.encoded(), SerialNumber.random(), NOW.plusSeconds(1));
        return cn.biaozhengtong.crypto.timestamp.TimeStamp.of(
                        answer, question, cn.biaozhengtong.crypto.cert.ChainVerifier.trusting(root))
                .token()
                .encoded();
    }

    /// What a worker is handed.
    public GivenTrust trust() {
        List<String> roots = List.of(text(root.encoded()));
        return new GivenTrust(
                roots,
                List.of(text(maker.certificate().encoded())),
                roots,
                List.of(),
                List.of(text(list())),
                Instant.now());
    }

    private static String text(byte[] der) {
        return Base64.getEncoder().encodeToString(der);
    }

    public Seal seal(String esId, String name, Certificate... users) {
        SealInfo info =
                new SealInfo(
                        "BZT",
                        esId,
                        1,
                        name,
                        SealSigners.certificates(List.of(users)),
                        FROM.plusSeconds(60),
                        FROM.plusSeconds(60),
                        FROM.plus(300, ChronoUnit.DAYS),
                        picture());
        return Seal.make(info, maker.certificate(), maker.key());
    }

    public static SealPicture picture() {
        BufferedImage image = new BufferedImage(400, 400, BufferedImage.TYPE_INT_ARGB);
        Graphics2D graphics = image.createGraphics();
        graphics.setColor(new Color(0xE6, 0, 0x12));
        graphics.fillOval(20, 20, 360, 360);
        graphics.dispose();
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            ImageIO.write(image, "png", out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return SealPicture.of("png", out.toByteArray(), 42, 42);
    }

    private byte[] list() {
        return Crl.issue(
                        authority,
                        BigInteger.ONE,
                        List.of(),
                        NOW.minus(1, ChronoUnit.DAYS),
                        NOW.plus(7, ChronoUnit.DAYS))
                .encoded();
    }

    private byte[] makers() {
        String der = Base64.getEncoder().encodeToString(maker.certificate().encoded());
        return ("{\"certificates\":[\"" + der + "\"]}").getBytes(StandardCharsets.UTF_8);
    }

    private record Requests(List<byte[]> requests) {}

    private record Replies(List<byte[]> replies) {}

    private byte[] stamped(byte[] body) {
        if (away) {
            return new byte[0];
        }
        List<byte[]> requests = JSON.readValue(body, Requests.class).requests();
        groups.add(requests.size());
        return JSON.writeValueAsBytes(
                new Replies(
                        requests.stream()
                                .map(it ->
                                        stamps.answer(
                                                it,
                                                SerialNumber.random(),
                                                Instant.now().truncatedTo(ChronoUnit.SECONDS)))
                                .toList()));
    }

    /// How many time stamps each call wanted so far.
    public List<Integer> stamped() {
        return List.copyOf(groups);
    }

    private byte[] answered(byte[] request) {
        Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);
        return silent
                ? new byte[0]
                : OcspResponse.answer(
                        OcspRequest.parse(request),
                        root,
                        responder.key(),
                        responder.certificate(),
                        now,
                        now.plusSeconds(3600),
                        serial -> new CertificateStatus.Good());
    }

    private void serve(String path, String type, Function<byte[], byte[]> how) {
        server.createContext(path, exchange -> answer(exchange, type, how));
    }

    private void answer(HttpExchange exchange, String type, Function<byte[], byte[]> how)
            throws IOException {
        if (old && exchange.getRequestURI().getPath().equals("/internal/time-stamps")) {
            byte[] refusal =
                    JSON.writeValueAsBytes(
                            Map.of(
                                    "type",
                                    RequestProblem.not_found.type(),
                                    "title",
                                    "not found",
                                    "actor",
                                    "developer"));
            exchange.getResponseHeaders().add("Content-Type", "application/problem+json");
            exchange.sendResponseHeaders(404, refusal.length);
            exchange.getResponseBody().write(refusal);
            exchange.close();
            return;
        }
        byte[] answer = how.apply(exchange.getRequestBody().readAllBytes());
        exchange.getResponseHeaders().add("Content-Type", type);
        exchange.sendResponseHeaders(
                answer.length == 0 ? 503 : 200, answer.length == 0 ? -1 : answer.length);
        exchange.getResponseBody().write(answer);
        exchange.close();
    }
}
