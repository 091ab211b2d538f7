package cn.biaozhengtong.acceptance;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/// A virtual phone for developers of tender platforms: a bidder with a certificate, bound to the
/// sandbox's platform, whose user does as he is told. It answers platforms that registered
/// themselves too. By HTTP on loopback:
///
/// `GET /` says who it is; `POST /scan {"qr": "…", "persona": "approve", "code": "1234"}` scans,
/// and answers with what came of it. `png` (Base64) may stand in place of `qr`; `code` is the one
/// on the platform's screen, needed when the session is rated risky.
final class PhoneDevice implements AutoCloseable {
    private static final Duration SLOW = Duration.ofSeconds(20);
    private static final String HOME = "ANSTEEL";
    private static final int MAX_BODY = 2 << 20;

    private final Endpoints endpoints;
    private final Bidder bidder;
    private final String account = "phone-" + UUID.randomUUID().toString().substring(0, 8);
    private final HttpServer server;
    private final Map<String, CertificateWallet> wallets = new ConcurrentHashMap<>();

    /// What the user does.
    enum Persona {
        approve,
        refuse,
        not_me,
        wrong_pin,
        /// Takes 20 seconds before he approves.
        slow,
        /// Scans and is never heard of again.
        vanish,
        /// Another device of his scans the same code after this one.
        race
    }

    private PhoneDevice(Endpoints endpoints, Bidder bidder, int port) throws IOException {
        this.endpoints = endpoints;
        this.bidder = bidder;
        this.server =
                HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
    }

    /// A new bidder's phone, from his registration to his binding.
    static PhoneDevice make(Endpoints endpoints, int port) {
        try {
            Bidder bidder = new Bidder(endpoints, System.nanoTime(), Cast.PATIENCE);
            bidder.phone().logInByOneTap();
            bidder.verifyIdentity();
            bidder.applyForCertificate();
            new Approval(endpoints, Cast.PATIENCE).approve(bidder.order());
            bidder.pay();
            bidder.download();
            bidder.awaitAdministrator();
            return new PhoneDevice(endpoints, bidder, port).start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// The same for a bidder who has all that.
    static PhoneDevice of(Endpoints endpoints, Bidder bidder) {
        try {
            return new PhoneDevice(endpoints, bidder, 0).start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private PhoneDevice start() {
        SampleSite site = new SampleSite(endpoints.sample());
        site.register(account, "secret-1", bidder.enterprise(), bidder.uscc());
        site.passwordLogin(account, "secret-1");
        String session = site.open("/bind");
        Scanner scanner = new Scanner(bidder, site);
        scanner.approve(scanner.scan(Scanner.read(() -> site.qrPicture(session))), Bidder.PIN);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", this::handle);
        server.start();
        return this;
    }

    int port() {
        return server.getAddress().getPort();
    }

    Map<String, Object> who() {
        Map<String, Object> out = new LinkedHashMap<>();
        out.put("enterprise", bidder.enterprise());
        out.put("uscc", bidder.uscc());
        out.put("boundAccount", account);
        out.put("certificateSerial", bidder.wallet().signing().serial().hex());
        out.put("encryptionSerial", bidder.wallet().encryption().serial().hex());
        return out;
    }

    private void handle(HttpExchange exchange) throws IOException {
        try {
            if (exchange.getRequestMethod().equals("GET")) {
                answer(exchange, 200, who());
                return;
            }
            JsonNode asked = Api.JSON.readTree(exchange.getRequestBody().readNBytes(MAX_BODY));
            answer(exchange, 200, act(asked));
        } catch (Api.Refused e) {
            answer(exchange, 200, Map.of("problem", e.problem(), "says", "" + e.getMessage()));
        } catch (JacksonException | IllegalArgumentException e) {
            answer(exchange, 400, Map.of("problem", "say {\"qr\": …, \"persona\": …}"));
        } catch (RuntimeException e) {
            e.printStackTrace();
            answer(exchange, 200, Map.of("problem", "" + e));
        } finally {
            exchange.close();
        }
    }

    Map<String, Object> act(JsonNode asked) {
        String persona = asked.path("persona").asString("approve").toLowerCase(Locale.ROOT);
        Persona user = Persona.valueOf(persona.replace('-', '_'));
        String code = asked.path("code").asString("");
        String qr =
                asked.path("qr").isString()
                        ? asked.path("qr").asString()
                        : Scanner.read(() -> asked.path("png").binaryValue());
        JsonNode card = new Scanner(bidder.phone(), bidder.wallet(), ignored -> code).scan(qr);
        Scanner scanner = new Scanner(bidder.phone(), wallet(card), ignored -> code);
        Map<String, Object> out = new LinkedHashMap<>();
        out.put("card", card.path("content"));
        out.put("platform", card.path("platformName").asString());
        switch (user) {
            case approve -> out.put("state", scanner.approve(card, Bidder.PIN));
            case slow -> {
                Api.pause(SLOW);
                out.put("state", scanner.approve(card, Bidder.PIN));
            }
            case wrong_pin -> scanner.approve(card, "246813");
            case refuse -> refuse(card, "user_refused", out);
            case not_me -> refuse(card, "not_me", out);
            case vanish -> out.put("state", "awaiting_approval");
            case race -> race(qr, card, out);
        }
        return out;
    }

    /// Certificates are per platform: the first card of another one makes him buy that, which takes
    /// some seconds.
    private CertificateWallet wallet(JsonNode card) {
        String platform = card.path("platformCode").asString();
        return platform.equals(HOME)
                ? bidder.wallet()
                : wallets.computeIfAbsent(
                        platform,
                        it -> bidder.buyFor(it, new Approval(endpoints, Cast.PATIENCE)::approve));
    }

    private void refuse(JsonNode card, String why, Map<String, Object> out) {
        bidder.phone()
                .post(
                        "/api/scan/v1/sessions/" + card.path("sessionId").asString() + "/refuse",
                        Map.of("reason", why));
        out.put("state", "refused");
    }

    private void race(String qr, JsonNode card, Map<String, Object> out) {
        VirtualPhone other =
                new VirtualPhone(endpoints.gateway(), bidder.phone().number(), Cast.PATIENCE);
        other.logInByOneTap();
        try {
            new Scanner(other, bidder.wallet(), ignored -> "").scan(qr);
            out.put("other", "scanned too");
        } catch (Api.Refused e) {
            out.put("other", e.problem());
        }
        out.put(
                "contested",
                bidder.phone()
                        .get("/api/scan/v1/sessions/" + card.path("sessionId").asString())
                        .path("contested")
                        .asBoolean());
        out.put("state", "awaiting_approval");
    }

    private static void answer(HttpExchange exchange, int status, Map<String, Object> body)
            throws IOException {
        byte[] bytes = Api.JSON.writeValueAsString(body).getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().add("Content-Type", "application/json; charset=utf-8");
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
