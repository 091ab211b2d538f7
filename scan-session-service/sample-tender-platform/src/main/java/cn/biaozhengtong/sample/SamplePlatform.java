package cn.biaozhengtong.sample;

import cn.biaozhengtong.crypto.SecretBytes;
import cn.biaozhengtong.crypto.Sm2KeyPair;
import cn.biaozhengtong.crypto.cert.Certificate;
import cn.biaozhengtong.crypto.cert.KeyStoreFile;
import cn.biaozhengtong.sdk.ClientCredential;
import cn.biaozhengtong.sdk.OpenSession;
import cn.biaozhengtong.sdk.ScanClient;
import cn.biaozhengtong.sdk.ScanException;
import cn.biaozhengtong.sdk.SessionRequest;
import cn.biaozhengtong.sdk.VerifiedParty;
import cn.biaozhengtong.sdk.WebhookVerifier;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.Reader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;

/// The sample as a program: `SamplePlatform <settings.properties>`.
public final class SamplePlatform {
    private final Accounts accounts;
    private final Map<String, String> cookies = new ConcurrentHashMap<>();
    private final ScanDesk desk;
    private final BidRoom room;
    private final StampRoom stamps;
    private final WebhookVerifier webhooks;
    private final String gateway;
    private final String here;

    private SamplePlatform(
            ScanDesk desk,
            Accounts accounts,
            BidRoom room,
            StampRoom stamps,
            WebhookVerifier webhooks,
            String gateway,
            String here) {
        this.desk = desk;
        this.webhooks = webhooks;
        this.accounts = accounts;
        this.room = room;
        this.stamps = stamps;
        this.gateway = gateway;
        this.here = here;
    }

    public static void main(String[] args) throws IOException {
        Properties settings = new Properties();
        try (Reader reader = Files.newBufferedReader(Path.of(args[0]))) {
            settings.load(reader);
        }
        ScanClient client =
                new ScanClient(
                        new ScanClient.Settings(
                                URI.create(settings.getProperty("gateway")),
                                URI.create(settings.getProperty("token-url")),
                                settings.getProperty("client-id"),
                                ClientCredential.secret(settings.getProperty("client-secret")),
                                Certificate.parsePem(
                                        Files.readString(Path.of(settings.getProperty("root"))))));
        KeyStoreFile.Entry key =
                KeyStoreFile.load(
                        Path.of(settings.getProperty("key-file")),
                        settings.getProperty("key-password").toCharArray());
        int port = Integer.parseInt(settings.getProperty("port"));
        String here = "http://127.0.0.1:" + port;
        register(client, key, here);
        Accounts accounts = new Accounts();
        ScanDesk desk = new ScanDesk(client, accounts);
        new SamplePlatform(
                        desk,
                        accounts,
                        new BidRoom(
                                desk,
                                (Sm2KeyPair) key.key(),
                                key.certificate().subject().unit().replace("RP:", "")),
                        new StampRoom(desk),
                        new WebhookVerifier(
                                settings.getProperty("webhook-secret"), Clock.systemUTC()),
                        settings.getProperty("gateway"),
                        here)
                .serve(port);
    }

    /// What the service must know of us; told again at every start, which changes nothing.
    private static void register(ScanClient client, KeyStoreFile.Entry key, String here) {
        client.desk().certificate(key.chain());
        client.desk().returnUrls(List.of(here + "/"));
    }

    private void serve(int port) throws IOException {
        HttpServer server =
                HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
        server.setExecutor(Executors.newCachedThreadPool());
        server.createContext("/", exchange -> handle(exchange, this::route));
        server.start();
        System.out.println("sample tender platform at http://127.0.0.1:" + port);
    }

    private interface Handler {
        void handle(HttpExchange exchange) throws IOException;
    }

    private static void handle(HttpExchange exchange, Handler handler) throws IOException {
        try {
            handler.handle(exchange);
        } catch (ScanException e) {
            Web.send(exchange, 502, "text/plain", e.getMessage() + " " + e.type());
        } catch (RuntimeException e) {
            Web.send(exchange, 400, "text/plain", "bad request: " + e.getMessage());
        } finally {
            exchange.close();
        }
    }

    private void route(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath();
        String method = exchange.getRequestMethod();
        if (path.equals("/") && method.equals("GET")) {
            Web.send(exchange, 200, "text/html", Page.of("home.html", gateway));
        } else if (List.of("/tool", "/stamp", "/hall").contains(path) && method.equals("GET")) {
            Web.send(exchange, 200, "text/html", Page.of(path.substring(1) + ".html", gateway));
        } else if (path.equals("/common.js")) {
            Web.send(exchange, 200, "text/javascript", Page.of("common.js", gateway));
        } else if (path.equals("/style.css")) {
            Web.send(exchange, 200, "text/css", Page.of("style.css", gateway));
        } else if (path.startsWith("/tool/") || path.startsWith("/hall/")) {
            room(exchange, path);
        } else if (path.startsWith("/stamp/")) {
            stamp(exchange, path);
        } else if (path.equals("/link-login") && method.equals("POST")) {
            linkLogin(exchange);
        } else if (path.equals("/returned")) {
            returned(exchange);
        } else if (path.equals("/register") && method.equals("POST")) {
            register(exchange);
        } else if (path.equals("/password-login") && method.equals("POST")) {
            passwordLogin(exchange);
        } else if (path.equals("/bind") && method.equals("POST")) {
            bind(exchange);
        } else if (path.equals("/qr-login") && method.equals("POST")) {
            opened(exchange, desk.open(SessionRequest.login("登录鞍钢集团电子招标投标交易平台")));
        } else if (path.startsWith("/qr/")) {
            picture(exchange, path.substring("/qr/".length()).replace(".png", ""));
        } else if (path.startsWith("/evidence/")) {
            evidence(exchange, path.substring("/evidence/".length()));
        } else if (path.startsWith("/sessions/")) {
            session(exchange, path.substring("/sessions/".length()));
        } else if (path.equals("/webhook") && method.equals("POST")) {
            webhook(exchange);
        } else {
            Web.send(exchange, 404, "text/plain", "not found");
        }
    }

    private void register(HttpExchange exchange) throws IOException {
        Map<String, String> form = Web.form(exchange);
        accounts.register(
                new Accounts.Account(
                        Web.field(form, "name"),
                        Web.field(form, "password"),
                        Web.field(form, "enterprise"),
                        Web.field(form, "uscc"),
                        ""));
        Web.send(exchange, 200, "text/plain", "registered");
    }

    private void passwordLogin(HttpExchange exchange) throws IOException {
        Map<String, String> form = Web.form(exchange);
        Optional<Accounts.Account> account =
                accounts.login(Web.field(form, "name"), Web.field(form, "password"));
        if (account.isEmpty()) {
            Web.send(exchange, 401, "text/plain", "wrong name or password");
            return;
        }
        String cookie = HexFormat.of().formatHex(SecretBytes.random(16).expose());
        cookies.put(cookie, account.get().name());
        exchange.getResponseHeaders()
                .add("Set-Cookie", "sample=" + cookie + "; HttpOnly; SameSite=Strict");
        Web.send(exchange, 200, "text/plain", cookie);
    }

    /// 【扫码绑定证书】: only for who is logged in by password.
    private void bind(HttpExchange exchange) throws IOException {
        Optional<Accounts.Account> account = loggedIn(exchange);
        if (account.isEmpty()) {
            Web.send(exchange, 401, "text/plain", "log in first");
            return;
        }
        Accounts.Account who = account.get();
        opened(
                exchange,
                desk.open(
                        SessionRequest.bind(
                                "绑定标证通证书", who.name(), who.enterpriseName(), who.uscc())));
    }

    /// Tool and hall: only for who is logged in, but for the board, which anybody may watch.
    private void room(HttpExchange exchange, String path) throws IOException {
        if (path.equals("/hall/board")) {
            String query = exchange.getRequestURI().getQuery();
            String tender = query == null ? "" : query.replaceFirst("^tender=", "");
            Web.send(exchange, 200, "application/json", room.board(tender));
            return;
        }
        Map<String, String> form = Web.form(exchange);
        if (path.equals("/hall/tenders")) {
            room.register(Web.field(form, "tender"), Integer.parseInt(Web.field(form, "seconds")));
            Web.send(exchange, 200, "text/plain", "registered");
            return;
        }
        Optional<Accounts.Account> account = loggedIn(exchange);
        if (account.isEmpty()) {
            Web.send(exchange, 401, "text/plain", "请先登录");
            return;
        }
        String who = account.get().name();
        opened(
                exchange,
                switch (path) {
                    case "/tool/authenticate" -> room.authenticate(who);
                    case "/tool/sign" -> room.sign(who);
                    case "/tool/encrypt" ->
                            room.encrypt(
                                    who,
                                    Web.field(form, "tender"),
                                    form.getOrDefault("bid", "").getBytes(StandardCharsets.UTF_8));
                    case "/hall/rehearse" -> room.rehearse(who, Web.field(form, "tender"));
                    case "/hall/decrypt" -> room.decrypt(who, Web.field(form, "tender"));
                    default -> throw new IllegalArgumentException(path);
                });
    }

    /// Documents and what became of them: only for who is logged in.
    private void stamp(HttpExchange exchange, String path) throws IOException {
        Optional<Accounts.Account> account = loggedIn(exchange);
        if (account.isEmpty()) {
            Web.send(exchange, 401, "text/plain", "请先登录");
            return;
        }
        String who = account.get().name();
        if (path.equals("/stamp/documents")) {
            Map<String, String> query =
                    Web.fields(String.valueOf(exchange.getRequestURI().getRawQuery()));
            opened(
                    exchange,
                    stamps.open(
                            who,
                            Web.field(query, "title"),
                            Web.field(query, "place"),
                            Web.bytes(exchange)));
            return;
        }
        String session = path.substring(path.lastIndexOf('/') + 1);
        Optional<byte[]> file = stamps.fetch(who, session);
        if (file.isEmpty()) {
            // Not an error: the page asks again.
            exchange.sendResponseHeaders(202, -1);
            return;
        }
        String type = stamps.format(session);
        exchange.getResponseHeaders().add("Content-Type", "application/" + type);
        exchange.getResponseHeaders()
                .add("Content-Disposition", "attachment; filename=\"stamped." + type + "\"");
        boolean head = exchange.getRequestMethod().equals("HEAD");
        exchange.sendResponseHeaders(200, head ? -1 : file.get().length);
        if (!head) {
            exchange.getResponseBody().write(file.get());
        }
    }

    /// The page is open on the phone itself: a link instead of a QR, and back again.
    private void linkLogin(HttpExchange exchange) throws IOException {
        OpenSession session =
                desk.open(SessionRequest.login("登录示例招标平台").returningTo(here + "/returned"));
        exchange.getResponseHeaders()
                .add("Set-Cookie", "scan=" + session.id() + "; HttpOnly; SameSite=Lax");
        opened(exchange, session);
    }

    /// Only the browser that began, and only with the value that the phone brought.
    private void returned(HttpExchange exchange) throws IOException {
        Map<String, String> query =
                Web.fields(String.valueOf(exchange.getRequestURI().getRawQuery()));
        String id = query.getOrDefault("bztSession", "");
        String cookie = String.valueOf(exchange.getRequestHeaders().getFirst("Cookie"));
        boolean ours =
                cookie.contains("scan=" + id)
                        && desk.entry(id)
                                .filter(it ->
                                        it.session()
                                                .isReturned(query.getOrDefault("bztReturn", "")))
                                .isPresent();
        Web.send(exchange, ours ? 200 : 403, "text/plain", ours ? "welcome back" : "not from here");
    }

    private Optional<Accounts.Account> loggedIn(HttpExchange exchange) {
        String header = exchange.getRequestHeaders().getFirst("Cookie");
        if (header == null || !header.startsWith("sample=")) {
            return Optional.empty();
        }
        return Optional.ofNullable(cookies.get(header.substring("sample=".length())))
                .flatMap(accounts::find);
    }

    private static void opened(HttpExchange exchange, OpenSession session) throws IOException {
        Web.send(
                exchange,
                200,
                "application/json",
                "{\"sessionId\":\"%s\",\"verificationCode\":\"%s\",\"qr\":\"%s\",\"link\":\"%s\"}"
                        .formatted(
                                session.id(),
                                session.verificationCode(),
                                session.qrStream(),
                                session.link()));
    }

    private void picture(HttpExchange exchange, String id) throws IOException {
        Optional<ScanDesk.Entry> entry = desk.entry(id);
        if (entry.isEmpty()) {
            Web.send(exchange, 404, "text/plain", "no such session");
            return;
        }
        byte[] png = desk.picture(entry.get().session());
        exchange.getResponseHeaders().add("Content-Type", "image/png");
        exchange.getResponseHeaders().add("Cache-Control", "no-store");
        exchange.sendResponseHeaders(200, png.length);
        exchange.getResponseBody().write(png);
    }

    /// What proves the session to others, as the service gives it out.
    private void evidence(HttpExchange exchange, String id) throws IOException {
        if (desk.entry(id).isEmpty()) {
            Web.send(exchange, 404, "text/plain", "no such session");
            return;
        }
        byte[] zip = desk.client().evidence(id);
        exchange.getResponseHeaders().add("Content-Type", "application/zip");
        exchange.sendResponseHeaders(200, zip.length);
        exchange.getResponseBody().write(zip);
    }

    private void session(HttpExchange exchange, String id) throws IOException {
        Optional<ScanDesk.Entry> entry = desk.entry(id);
        if (entry.isEmpty()) {
            Web.send(exchange, 404, "text/plain", "no such session");
            return;
        }
        ScanDesk.Entry it = entry.get();
        String user = it.party().map(VerifiedParty::accountId).orElse("");
        Web.send(
                exchange,
                200,
                "application/json",
                "{\"state\":\"%s\",\"heardBy\":\"%s\",\"user\":\"%s\",\"problem\":\"%s\"}"
                        .formatted(it.state(), it.heardBy(), user, it.problem()));
    }

    private void webhook(HttpExchange exchange) throws IOException {
        String body = Web.body(exchange);
        Optional<WebhookVerifier.Webhook> webhook =
                webhooks.verify(
                        Web.header(exchange, "webhook-id"),
                        Web.header(exchange, "webhook-timestamp"),
                        Web.header(exchange, "webhook-signature"),
                        body);
        if (webhook.isEmpty()) {
            Web.send(exchange, 401, "text/plain", "signature");
            return;
        }
        if (webhook.get().first()) {
            desk.heard("webhook", webhook.get().sessionId(), webhook.get().status());
        }
        Web.send(exchange, 200, "text/plain", "ok");
    }
}
