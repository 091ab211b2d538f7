package cn.biaozhengtong.identity.aliyun;

import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Calls of Aliyun's RPC style, signed by its third version (ACS3-HMAC-SHA256). Parameters travel
/// in the body: what they hold is personal, and addresses are logged.
@Component
public class AliyunOpenApi {
    private static final String ALGORITHM = "ACS3-HMAC-SHA256";
    private static final String FORM = "application/x-www-form-urlencoded";
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final AliyunProperties properties;
    private final Clock clock;
    private final JsonMapper json;
    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(2)).build();

    AliyunOpenApi(AliyunProperties properties, Clock clock, JsonMapper json) {
        this.properties = properties;
        this.clock = clock;
        this.json = json;
    }

    /// It did not answer, or nothing that can be read. Whether it did what was asked is not known.
    public static final class NoAnswer extends RuntimeException {
        private final boolean asked;

        NoAnswer(String message) {
            this(message, true);
        }

        private NoAnswer(String message, boolean asked) {
            super(message);
            this.asked = asked;
        }

        /// False when there was no connection to it: it surely did nothing.
        public boolean wasAsked() {
            return asked;
        }
    }

    /// @return the body, also of a refusal: its `Code` says which
    public JsonNode call(
            URI service, String action, String version, Map<String, String> parameters) {
        String body =
                new TreeMap<>(parameters)
                        .entrySet().stream()
                                .map(it -> it.getKey() + "=" + encoded(it.getValue()))
                                .collect(Collectors.joining("&"));
        Instant now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
        TreeMap<String, String> headers = new TreeMap<>();
        headers.put("host", service.getAuthority());
        headers.put("content-type", FORM);
        headers.put("x-acs-action", action);
        headers.put("x-acs-version", version);
        headers.put("x-acs-date", now.toString());
        headers.put("x-acs-signature-nonce", UUID.randomUUID().toString());
        headers.put("x-acs-content-sha256", hash(body));
        HttpRequest.Builder request =
                HttpRequest.newBuilder(service.resolve("/"))
                        .timeout(PATIENCE)
                        .header("Authorization", authorization(headers))
                        .POST(HttpRequest.BodyPublishers.ofString(body));
        headers.forEach((name, value) -> {
            if (!name.equals("host")) {
                request.header(name, value);
            }
        });
        return answer(request.build(), action);
    }

    private JsonNode answer(HttpRequest request, String action) {
        try {
            HttpResponse<String> answer = http.send(request, HttpResponse.BodyHandlers.ofString());
            if (answer.statusCode() >= 500) {
                throw new NoAnswer(action + ": status " + answer.statusCode());
            }
            return json.readTree(answer.body());
        } catch (ConnectException | HttpConnectTimeoutException e) {
            throw new NoAnswer(action + ": " + e.getClass().getSimpleName(), false);
        } catch (IOException | JacksonException e) {
            throw new NoAnswer(action + ": " + e.getClass().getSimpleName());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new NoAnswer(action + ": interrupted");
        }
    }

    /// The header `Authorization` over these headers, whose names are in lower case and in order.
    String authorization(TreeMap<String, String> headers) {
        String signed = String.join(";", headers.keySet());
        String canonical =
                "POST\n/\n\n"
                        + headers.entrySet().stream()
                                .map(it -> it.getKey() + ":" + it.getValue().strip() + "\n")
                                .collect(Collectors.joining())
                        + "\n"
                        + signed
                        + "\n"
                        + headers.get("x-acs-content-sha256");
        String signature = hmac(ALGORITHM + "\n" + hash(canonical));
        return ALGORITHM
                + " Credential="
                + AliyunProperties.configured(properties.accessKeyId(), "access-key-id")
                + ",SignedHeaders="
                + signed
                + ",Signature="
                + signature;
    }

    private String hmac(String text) {
        String secret =
                AliyunProperties.configured(properties.accessKeySecret(), "access-key-secret");
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            return HexFormat.of().formatHex(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String hash(String text) {
        try {
            return HexFormat.of()
                    .formatHex(
                            MessageDigest.getInstance("SHA-256")
                                    .digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
