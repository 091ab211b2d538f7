package cn.biaozhengtong.kit.test;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;

/// P12: who gets past the door of every operation, tried with real tokens. What it finds is kept as
/// `src/contract/access.md`, so an operation that is new, or open to more, is seen by a reviewer.
final class AccessMatrix {
    private static final Map<String, Supplier<String>> CALLERS = callers();

    private final HttpClient http = HttpClient.newHttpClient();
    private final URI base;
    private final OpenApi api;

    AccessMatrix(URI base) throws IOException, InterruptedException {
        this.base = base;
        this.api = new OpenApi(http, base);
    }

    private static Map<String, Supplier<String>> callers() {
        Map<String, Supplier<String>> out = new LinkedHashMap<>();
        out.put("nobody", () -> "");
        out.put("phone", () -> TestTokens.phone(UUID.randomUUID(), UUID.randomUUID()));
        out.put(
                "verified phone",
                () -> TestTokens.verifiedPhone(UUID.randomUUID(), UUID.randomUUID()));
        for (String role :
                new String[] {
                    "ca_reviewer",
                    "ca_approver",
                    "ca_administrator",
                    "auditor",
                    "support",
                    "platform_administrator"
                }) {
            out.put(role, () -> TestTokens.operator("somebody", role));
        }
        out.put("platform", () -> TestTokens.relyingParty("somebody"));
        out.put("service", () -> TestTokens.service("seal-service"));
        return out;
    }

    /// One row per operation, one column per caller: `yes` past the door, `–` not.
    String document(String service) throws IOException, InterruptedException {
        StringBuilder out =
                new StringBuilder("# Who may call what of " + service + "\n")
                        .append("Past the door (`yes`); what an object's owner alone may do is ")
                        .append("decided behind it, and foreign objects look absent.\n\n")
                        .append("| operation | ")
                        .append(String.join(" | ", CALLERS.keySet()))
                        .append(" |\n|")
                        .append("---|".repeat(CALLERS.size() + 1))
                        .append("\n");
        for (OpenApi.Operation operation : api.operations()) {
            out.append("| ")
                    .append(operation.method().toUpperCase(Locale.ROOT))
                    .append(' ')
                    .append(operation.path());
            for (Supplier<String> token : CALLERS.values()) {
                out.append(" | ").append(isPast(operation, token.get()) ? "yes" : "–");
            }
            out.append(" |\n");
        }
        return out.toString();
    }

    private boolean isPast(OpenApi.Operation operation, String token)
            throws IOException, InterruptedException {
        String body = api.body(operation);
        HttpRequest.Builder request =
                HttpRequest.newBuilder(base.resolve(api.uri(operation)))
                        .timeout(Duration.ofSeconds(3))
                        .header("Content-Type", "application/json")
                        .header("Idempotency-Key", UUID.randomUUID().toString())
                        .method(
                                operation.method().toUpperCase(Locale.ROOT),
                                body.isEmpty()
                                        ? HttpRequest.BodyPublishers.noBody()
                                        : HttpRequest.BodyPublishers.ofString(body));
        if (!token.isEmpty()) {
            request.header("Authorization", "Bearer " + token);
        }
        try {
            HttpResponse<String> answer =
                    http.send(request.build(), HttpResponse.BodyHandlers.ofString());
            boolean shut =
                    answer.body().contains("problems/request/unauthenticated")
                            || answer.body().contains("problems/request/forbidden")
                            || answer.body().contains("problems/request/unverified");
            return !shut && answer.statusCode() != 401;
        } catch (HttpTimeoutException e) {
            // A stream, or a long poll: it is being served.
            return true;
        }
    }
}
