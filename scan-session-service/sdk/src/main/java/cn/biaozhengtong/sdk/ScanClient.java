package cn.biaozhengtong.sdk;

import cn.biaozhengtong.crypto.SecretBytes;
import cn.biaozhengtong.crypto.cert.Certificate;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/// The client of a tender platform's server. Safe for many threads.
public final class ScanClient {
    private static final Duration POLL = Duration.ofSeconds(30);

    private final Settings settings;
    private final Clock clock;
    private final HttpClient http;
    private String token = "";
    private Instant tokenUntil = Instant.MIN;

    /// @param baseUrl of the suite's gateway
    /// @param tokenUrl of the OAuth2 token endpoint
    /// @param root the CA's root, pinned
    public record Settings(
            URI baseUrl, URI tokenUrl, String clientId, String clientSecret, Certificate root) {}

    public ScanClient(Settings settings, Clock clock) {
        this.settings = settings;
        this.clock = clock;
        this.http = HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(3)).build();
    }

    /// Opens a session; a fresh challenge is made here, and retries are safe.
    public OpenSession open(SessionRequest request) {
        String challenge = HexFormat.of().formatHex(SecretBytes.random(32).expose());
        Map<String, String> body = new LinkedHashMap<>();
        body.put("kind", request.kind());
        body.put("purpose", request.purpose());
        body.put("challenge", challenge);
        body.put("accountId", request.accountId());
        body.put("enterpriseName", request.enterpriseName());
        body.put("uscc", request.uscc());
        HttpRequest.Builder post =
                HttpRequest.newBuilder(settings.baseUrl().resolve("/rp/v1/sessions"))
                        .timeout(Duration.ofSeconds(10))
                        .header("Content-Type", "application/json")
                        .header("Idempotency-Key", UUID.randomUUID().toString())
                        .POST(HttpRequest.BodyPublishers.ofString(Json.write(body)));
        Map<String, Object> answer = call(post);
        OpenSession.Shown shown =
                new OpenSession.Shown(
                        challenge,
                        Json.text(answer, "serverRandom"),
                        Json.text(answer, "contentHash"),
                        Json.text(answer, "verificationCode"),
                        Json.text(answer, "platformCode"),
                        Json.text(answer, "platformName"),
                        Instant.parse(Json.text(answer, "createdAt")),
                        clock.instant(),
                        Instant.parse(Json.text(answer, "expiresAt")));
        return new OpenSession(
                request,
                Json.text(answer, "sessionId"),
                Base64.getDecoder().decode(Json.text(answer, "sessionSecret")),
                Json.text(answer, "qrBase"),
                shown);
    }

    /// The session when it has changed since that version, or after half a minute as it is.
    public SessionStatus next(String sessionId, int sinceVersion) {
        URI uri =
                settings.baseUrl()
                        .resolve(
                                "/rp/v1/sessions/"
                                        + sessionId
                                        + "?wait="
                                        + POLL.toSeconds()
                                        + "&since="
                                        + sinceVersion);
        Map<String, Object> answer =
                call(HttpRequest.newBuilder(uri).timeout(POLL.plusSeconds(10)).GET());
        Object result = answer.get("result");
        return new SessionStatus(
                Json.text(answer, "state"),
                Integer.parseInt(Json.text(answer, "version")),
                result == null ? Map.of() : Json.object(result));
    }

    /// Waits until the session is over; calls that fail in between are tried again.
    public SessionStatus awaitEnd(OpenSession session) {
        int version = -1;
        while (true) {
            try {
                SessionStatus status = next(session.id(), version);
                if (!status.isOpen()) {
                    return status;
                }
                version = status.version();
            } catch (ScanException e) {
                boolean final4xx = e.status() / 100 == 4 && e.status() != 429;
                if (final4xx || clock.instant().isAfter(session.expiresAt().plusSeconds(60))) {
                    throw e;
                }
                pause();
            }
        }
    }

    /// Verifies with the pinned root, the issuing CA's certificate and OCSP of this suite.
    public ResultVerifier verifier() {
        Certificate issuing = Certificate.parse(fetch("/ca/issuing.cer", null));
        return new ResultVerifier(
                settings.root(),
                List.of(issuing),
                request -> fetch("/ocsp", HttpRequest.BodyPublishers.ofByteArray(request)),
                clock);
    }

    private byte[] fetch(
            String path, HttpRequest.@org.jspecify.annotations.Nullable BodyPublisher body) {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(settings.baseUrl().resolve(path))
                        .timeout(Duration.ofSeconds(10));
        if (body != null) {
            request.header("Content-Type", "application/ocsp-request").POST(body);
        }
        try {
            HttpResponse<byte[]> answer =
                    http.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
            if (answer.statusCode() != 200) {
                throw new ScanException(answer.statusCode(), "", "no answer from " + path);
            }
            return answer.body();
        } catch (IOException e) {
            throw new ScanException("no answer from " + path, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ScanException("interrupted", e);
        }
    }

    private Map<String, Object> call(HttpRequest.Builder request) {
        HttpResponse<String> answer =
                send(request.header("Authorization", "Bearer " + token()).build());
        Map<String, Object> body = bodyOf(answer);
        if (answer.statusCode() / 100 != 2) {
            throw new ScanException(
                    answer.statusCode(), Json.text(body, "type"), Json.text(body, "title"));
        }
        return body;
    }

    private static Map<String, Object> bodyOf(HttpResponse<String> answer) {
        try {
            return Json.object(Json.parse(answer.body()));
        } catch (IllegalArgumentException e) {
            throw new ScanException(answer.statusCode(), "", "unreadable answer");
        }
    }

    private synchronized String token() {
        if (clock.instant().isBefore(tokenUntil)) {
            return token;
        }
        String form =
                "grant_type=client_credentials&client_id="
                        + encode(settings.clientId())
                        + "&client_secret="
                        + encode(settings.clientSecret());
        HttpResponse<String> answer =
                send(
                        HttpRequest.newBuilder(settings.tokenUrl())
                                .timeout(Duration.ofSeconds(10))
                                .header("Content-Type", "application/x-www-form-urlencoded")
                                .POST(HttpRequest.BodyPublishers.ofString(form))
                                .build());
        if (answer.statusCode() != 200) {
            throw new ScanException(answer.statusCode(), "", "the client was refused a token");
        }
        Map<String, Object> body = bodyOf(answer);
        token = Json.text(body, "access_token");
        long seconds = Long.parseLong(Json.text(body, "expires_in"));
        tokenUntil = clock.instant().plusSeconds(Math.max(10, seconds - 30));
        return token;
    }

    private HttpResponse<String> send(HttpRequest request) {
        try {
            return http.send(request, HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new ScanException("no answer from " + request.uri().getPath(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ScanException("interrupted", e);
        }
    }

    private static void pause() {
        try {
            Thread.sleep(500);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ScanException("interrupted", e);
        }
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
