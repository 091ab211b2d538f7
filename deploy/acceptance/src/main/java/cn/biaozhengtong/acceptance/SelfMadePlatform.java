package cn.biaozhengtong.acceptance;

import static cn.biaozhengtong.acceptance.Journey.check;

import cn.biaozhengtong.crypto.Sm2KeyPair;
import cn.biaozhengtong.crypto.cert.Certificate;
import cn.biaozhengtong.crypto.cert.CertificateRequest;
import cn.biaozhengtong.crypto.cert.DistinguishedName;
import cn.biaozhengtong.crypto.session.SessionContent;
import cn.biaozhengtong.sdk.ClientCredential;
import cn.biaozhengtong.sdk.OpenSession;
import cn.biaozhengtong.sdk.PlatformDesk;
import cn.biaozhengtong.sdk.ScanClient;
import cn.biaozhengtong.sdk.ScanException;
import cn.biaozhengtong.sdk.SessionRequest;
import cn.biaozhengtong.sdk.SessionStatus;
import cn.biaozhengtong.sdk.VerifiedParty;
import java.net.URI;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import tools.jackson.databind.JsonNode;

/// A developer's own platform in the sandbox, with nothing but what the sandbox gives anybody: it
/// proves itself by `private_key_jwt`, binds a bidder, logs him in, replaces its key, and is
/// stopped by the CA administrator.
final class SelfMadePlatform {
    private final Endpoints endpoints;
    private final PhoneDevice device;
    private final Api api;
    private final KeyPair first = p256();
    private final KeyPair second = p256();

    SelfMadePlatform(Endpoints endpoints, PhoneDevice device) {
        this.endpoints = endpoints;
        this.device = device;
        this.api = new Api(endpoints.gateway(), Duration.ofSeconds(20));
    }

    void run() {
        JsonNode mine =
                api.post(
                        "/sandbox/v1/relying-parties",
                        "",
                        Map.of(
                                "name",
                                own("自建平台"),
                                "publicKeys",
                                List.of(ClientCredential.pem((ECPublicKey) first.getPublic()))));
        check(
                "no secret where there is a key: " + mine.path("clientId"),
                () -> !mine.has("clientSecret") && mine.has("webhookSecret"));
        ScanClient client = client(mine, ClientCredential.privateKeyJwt(first));
        Sm2KeyPair key = Sm2KeyPair.generate();
        Certificate certificate = certificate(mine, client, key);
        Map<String, Object> who = device.who();
        VerifiedParty bound =
                approved(
                        client,
                        SessionRequest.bind(
                                "绑定",
                                "developer-1",
                                "" + who.get("enterprise"),
                                "" + who.get("uscc")));
        check("bound " + bound.uscc(), () -> bound.uscc().equals(who.get("uscc")));
        VerifiedParty known = approved(client, SessionRequest.login("登录自建平台"));
        check("known as " + known.accountId(), () -> known.accountId().equals("developer-1"));
        rehearses(client, known, key, certificate);
        replaceKey(mine, client);
        suspend(mine);
        bySecret();
        new PlatformByCertificate(endpoints).run();
        registrationIsNotOpen();
    }

    /// No two platforms have one name, and this one is registered in every run.
    private static String own(String name) {
        return name + Long.toString(System.nanoTime(), Character.MAX_RADIX);
    }

    private Certificate certificate(JsonNode mine, ScanClient client, Sm2KeyPair key) {
        String code = mine.path("platformCode").asString();
        byte[] request = CertificateRequest.create(DistinguishedName.of(code, code, code), key);
        String token = token(mine, ClientCredential.privateKeyJwt(first));
        String chain =
                api.put("/rp/v1/me/sandbox-certificate", token, Map.of("request", request))
                        .path("chainPem")
                        .asString();
        client.desk().certificate(Certificate.parsePems(chain));
        return Certificate.parsePems(chain).getFirst();
    }

    /// A probe comes out; with its certificate revoked no phone opens anything for the platform.
    private void rehearses(
            ScanClient client, VerifiedParty bidder, Sm2KeyPair key, Certificate certificate) {
        SessionRequest.Tendering tender =
                new SessionRequest.Tendering(
                        "T-" + bidder.uscc(),
                        "1",
                        "自建平台的招标",
                        Instant.now().plus(Duration.ofHours(1)).truncatedTo(ChronoUnit.SECONDS),
                        "");
        PlatformDesk.Probe probe =
                client.desk().rehearse(tender, bidder.certificate().serial().hex());
        SessionRequest request =
                SessionRequest.decrypt(
                        "解密演练",
                        tender,
                        List.of(
                                new SessionContent.WrappedEnvelope(
                                        "演练",
                                        probe.serial(),
                                        Base64.getEncoder().encodeToString(probe.wrapped()))));
        VerifiedParty opened = approved(client, request);
        check("the probe", () -> opened.keys().get(0).isProbe(key, probe.secretHash()));
        new OperatorTool(endpoints, "admin-chen", Duration.ofSeconds(20))
                .revokePlatformCertificate(certificate.serial().hex());
        try {
            approved(client, request);
            throw new AssertionError("a key was opened for a revoked certificate");
        } catch (IllegalStateException e) {
            check("" + e.getMessage(), () -> ("" + e.getMessage()).contains("counts no more"));
        }
    }

    private VerifiedParty approved(ScanClient client, SessionRequest request) {
        OpenSession session = client.open(request);
        CompletableFuture<SessionStatus> end = client.follow(session, ignored -> {});
        Map<String, Object> came =
                device.act(
                        Api.JSON.valueToTree(
                                Map.of(
                                        "qr",
                                        session.qr(Clock.systemUTC()),
                                        "persona",
                                        "approve",
                                        "code",
                                        session.verificationCode())));
        check("the phone says " + came.get("state"), () -> "completed".equals(came.get("state")));
        SessionStatus status = end.orTimeout(20, TimeUnit.SECONDS).join();
        return client.verifier().verify(session, status.result());
    }

    /// Both for a while, then the next alone; the first opens no token any more.
    private void replaceKey(JsonNode mine, ScanClient client) {
        client.desk()
                .keys(List.of((ECPublicKey) first.getPublic(), (ECPublicKey) second.getPublic()));
        client(mine, ClientCredential.privateKeyJwt(second)).desk().bindings();
        client.desk().keys(List.of((ECPublicKey) second.getPublic()));
        Journey.expect("", () -> token(mine, ClientCredential.privateKeyJwt(first)));
        client(mine, ClientCredential.privateKeyJwt(second)).desk().bindings();
    }

    private void suspend(JsonNode mine) {
        OperatorTool administrator =
                new OperatorTool(endpoints, "admin-chen", Duration.ofSeconds(20));
        ScanClient client = client(mine, ClientCredential.privateKeyJwt(second));
        administrator.suspend(mine.path("clientId").asString(), true);
        try {
            client.open(SessionRequest.login("登录"));
            throw new IllegalStateException("a suspended platform opened a session");
        } catch (ScanException e) {
            check("it is told: " + e.type(), () -> e.type().endsWith("/suspended"));
        }
        administrator.suspend(mine.path("clientId").asString(), false);
        client.cancel(client.open(SessionRequest.login("登录")));
    }

    /// The same by a secret, which the sandbox makes.
    private void bySecret() {
        JsonNode mine = api.post("/sandbox/v1/relying-parties", "", Map.of("name", own("另一平台")));
        ScanClient client =
                client(mine, ClientCredential.secret(mine.path("clientSecret").asString()));
        client.cancel(client.open(SessionRequest.login("登录")));
    }

    /// Nobody makes clients at the token endpoint past us.
    private void registrationIsNotOpen() {
        URI open = endpoints.tokens().resolve("../../clients-registrations/default");
        Api issuer = new Api(open, Duration.ofSeconds(5));
        try {
            issuer.post(open.getPath(), "", Map.of("clientId", "stranger"));
            throw new IllegalStateException("the token endpoint registers anybody");
        } catch (Api.Refused e) {
            check("refused: " + e.status(), () -> e.status() == 401 || e.status() == 403);
        }
    }

    private ScanClient client(JsonNode mine, ClientCredential credential) {
        return new ScanClient(
                new ScanClient.Settings(
                        endpoints.gateway(),
                        URI.create(mine.path("tokenUrl").asString()),
                        mine.path("clientId").asString(),
                        credential,
                        Certificate.parsePem(mine.path("rootPem").asString())));
    }

    private static String token(JsonNode mine, ClientCredential credential) {
        URI tokens = URI.create(mine.path("tokenUrl").asString());
        return OperatorTool.form(
                        tokens,
                        ClientCredential.form(
                                credential.fields(
                                        tokens,
                                        mine.path("clientId").asString(),
                                        Clock.systemUTC())))
                .path("access_token")
                .asString();
    }

    private static KeyPair p256() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"));
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
