package cn.biaozhengtong.acceptance;

import cn.biaozhengtong.crypto.CryptoException;
import cn.biaozhengtong.crypto.SignedContext;
import cn.biaozhengtong.crypto.Sm2KeyPair;
import cn.biaozhengtong.crypto.Sm3;
import cn.biaozhengtong.crypto.cert.Certificate;
import cn.biaozhengtong.crypto.cert.CertificateRequest;
import cn.biaozhengtong.crypto.cert.DistinguishedName;
import cn.biaozhengtong.crypto.cert.KeyStoreFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
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
import java.util.List;
import java.util.Map;
import java.util.UUID;
import tools.jackson.databind.JsonNode;

/// What a CA operator runs until there is a console: his key lies in a file of his own, and he
/// signs what he saw with it.
final class OperatorTool {
    /// Of key files that a version before made.
    private static final char[] COMMON_PASSWORD = "operator".toCharArray();

    private final Endpoints endpoints;
    private final Api api;
    private final String username;
    private final Path keyFile;
    private String token = "";
    private Instant tokenUntil = Instant.MIN;

    OperatorTool(Endpoints endpoints, String username, Duration patience) {
        this.endpoints = endpoints;
        this.api = new Api(endpoints.gateway(), patience);
        this.username = username;
        this.keyFile = endpoints.state().resolve("operators/" + username + ".p12");
    }

    boolean hasKey() {
        return Files.exists(keyFile);
    }

    private char[] password() {
        return endpoints.get("operator-password." + username).toCharArray();
    }

    private KeyStoreFile.Entry ownKey() {
        try {
            return KeyStoreFile.load(keyFile, password());
        } catch (CryptoException e) {
            return KeyStoreFile.load(keyFile, COMMON_PASSWORD);
        }
    }

    /// A text that an operator takes away.
    String file(String path) {
        return new String(api.bytes(path, token()), StandardCharsets.UTF_8);
    }

    /// Makes a key here, has it proposed by one CA administrator and confirmed by another, who
    /// compares its fingerprint with the one made here; keeps it here.
    void enrol(OperatorTool administrator, OperatorTool another, String accountId) {
        try {
            Files.createDirectories(keyFile.getParent());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Sm2KeyPair key = Sm2KeyPair.generate();
        byte[] request =
                CertificateRequest.create(DistinguishedName.of("标证通CA", "操作员", username), key);
        Map<String, Object> body =
                accountId.isEmpty()
                        ? Map.of("username", username, "request", request)
                        : Map.of("username", username, "request", request, "accountId", accountId);
        JsonNode answer =
                administrator.api.post("/operations/v1/operator-keys", administrator.token(), body);
        JsonNode confirmed =
                another.api.post(
                        "/operations/v1/operator-keys/" + answer.path("id").asString() + "/confirm",
                        another.token(),
                        Map.of("keyHash", Sm3.hex(key.publicKey().info())));
        Certificate certificate = Certificate.parsePem(confirmed.path("certificatePem").asString());
        KeyStoreFile.save(keyFile, new KeyStoreFile.Entry(key, List.of(certificate)), password());
    }

    /// Registers a relying party; its webhook secret, shown once.
    String registerRelyingParty(String clientId, String platformCode, String webhookUrl) {
        return api.post(
                        "/operations/v1/relying-parties",
                        token(),
                        Map.of(
                                "clientId", clientId,
                                "platformCode", platformCode,
                                "webhookUrl", webhookUrl))
                .path("webhookSecret")
                .asString();
    }

    /// A platform of the catalogue whose server proves itself by a certificate of this subject.
    void registerByCertificate(
            String clientId, String platformCode, String subject, String authority) {
        api.put(
                "/operations/v1/catalogue/platforms/" + platformCode,
                token(),
                Map.of("name", platformCode));
        api.post(
                "/operations/v1/relying-parties",
                token(),
                Map.of(
                        "clientId", clientId,
                        "platformCode", platformCode,
                        "credential",
                                Map.of(
                                        "certificateSubject",
                                        subject,
                                        "certificateAuthority",
                                        authority)));
    }

    /// Stops a relying party, or lets it go on.
    void suspend(String clientId, boolean suspended) {
        api.post(
                "/operations/v1/relying-parties/" + clientId + (suspended ? "/suspend" : "/resume"),
                token(),
                Map.of());
    }

    void revokePlatformCertificate(String serial) {
        api.delete("/operations/v1/platform-certificates/" + serial, token());
    }

    /// An encryption certificate for a platform's key, and its issuers.
    List<Certificate> platformCertificate(String platformCode, Sm2KeyPair key) {
        byte[] request =
                CertificateRequest.create(
                        DistinguishedName.of(platformCode, platformCode, platformCode), key);
        return Certificate.parsePems(
                api.post(
                                "/operations/v1/platform-certificates",
                                token(),
                                Map.of("platformCode", platformCode, "request", request))
                        .path("chainPem")
                        .asString());
    }

    JsonNode get(String path) {
        return api.patiently(() -> api.get(path, token()));
    }

    JsonNode post(String path, Object body) {
        return api.patiently(() -> api.post(path, token(), body));
    }

    /// What is to be reviewed, with the hash computed here from what was shown.
    JsonNode sheet(UUID order) {
        return api.patiently(() -> api.get("/review/v1/orders/" + order, token()));
    }

    byte[] attachment(UUID order, String kind) {
        return api.bytes("/review/v1/orders/" + order + "/attachments/" + kind, token());
    }

    /// Decides with his own signature over the hash of the sheet he saw.
    ///
    /// @param stage `review` or `approval`
    /// @param verdict `approve`, `giveback` or `reject`
    String decide(UUID order, String stage, String verdict, String reason) {
        List<String> lines = new ArrayList<>();
        sheet(order).path("lines").forEach(line -> lines.add(line.asString()));
        String hash = SignedContext.hashOf(lines);
        String at = Instant.now().truncatedTo(ChronoUnit.SECONDS).toString();
        String statement =
                SignedContext.hashOf(
                        List.of(
                                "bzt/review/v2",
                                order.toString(),
                                stage,
                                verdict,
                                username,
                                hash,
                                reason,
                                at));
        byte[] signature = ownKey().key().sign(statement.getBytes(StandardCharsets.US_ASCII));
        return api.post(
                        "/review/v1/orders/" + order + "/decisions",
                        token(),
                        Map.of(
                                "stage", stage,
                                "verdict", verdict,
                                "reason", reason,
                                "sheetHash", hash,
                                "decidedAt", at,
                                "signature", signature))
                .path("state")
                .asString();
    }

    private synchronized String token() {
        if (Instant.now().isBefore(tokenUntil)) {
            return token;
        }
        return api.patiently(this::freshToken);
    }

    private String freshToken() {
        String form =
                "grant_type=password&client_id=operator-tool&client_secret="
                        + endpoints.get("operator-client-secret")
                        + "&username="
                        + username
                        + "&password="
                        + new String(password());
        JsonNode answer = form(endpoints.tokens(), form);
        token = answer.path("access_token").asString();
        tokenUntil = Instant.now().plusSeconds(answer.path("expires_in").asLong() - 60);
        return token;
    }

    static JsonNode form(URI uri, String form) {
        try {
            HttpResponse<String> answer =
                    HttpClient.newHttpClient()
                            .send(
                                    HttpRequest.newBuilder(uri)
                                            .timeout(Duration.ofSeconds(15))
                                            .header(
                                                    "Content-Type",
                                                    "application/x-www-form-urlencoded")
                                            .POST(HttpRequest.BodyPublishers.ofString(form))
                                            .build(),
                                    HttpResponse.BodyHandlers.ofString());
            if (answer.statusCode() != 200) {
                throw new Api.Refused(answer.statusCode(), "", "token: " + answer.body());
            }
            return Api.JSON.readTree(answer.body());
        } catch (IOException e) {
            throw new Api.Refused(0, "no-answer", e.toString());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
