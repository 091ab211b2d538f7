package cn.biaozhengtong.kit.problem;

import feign.FeignException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.springframework.http.HttpHeaders;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Passes another service's refusal on to our caller as it was said: its type, title and detail,
/// its further members (such as `attemptsLeft`) and when to come again.
///
/// Only 4xx refusals are passed on, whatever headers they carry; an outage stays an outage of ours.
public final class RemoteProblems {
    private static final JsonMapper JSON = new JsonMapper();
    private static final Set<String> STANDARD =
            Set.of("type", "title", "status", "detail", "instance", "actor");

    private RemoteProblems() {}

    /// Runs a Feign call; a problem document in its refusal becomes our [ProblemException].
    public static <T> T relay(Supplier<T> call) {
        try {
            return call.get();
        } catch (RuntimeException e) {
            throw refusal(e).map(RuntimeException.class::cast).orElse(e);
        }
    }

    /// The refusal that another service answered, if that is what lies behind a failure.
    static Optional<ProblemException> refusal(Throwable e) {
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (cause instanceof ProblemException known) {
                return Optional.of(known);
            }
            boolean client = cause instanceof FeignException f && f.status() / 100 == 4;
            if (client) {
                return parse((FeignException) cause);
            }
        }
        return Optional.empty();
    }

    private static Optional<ProblemException> parse(FeignException e) {
        try {
            JsonNode body = JSON.readTree(e.contentUTF8().getBytes(StandardCharsets.UTF_8));
            return body.path("type").isString() && !isOurs(e, body.path("type").asString())
                    ? Arrays.stream(ProblemCategory.values())
                            .filter(it -> it.status() == e.status())
                            .findFirst()
                            .map(category -> relayed(e, body, category))
                    : Optional.empty();
        } catch (JacksonException ignored) {
            return Optional.empty();
        }
    }

    /// Where our own token was not good enough, that is our fault and not our caller's; what a
    /// feature forbids its user is his.
    private static boolean isOurs(FeignException e, String type) {
        return (e.status() == 401 || e.status() == 403)
                && (type.equals(RequestProblem.unauthenticated.type())
                        || type.equals(RequestProblem.forbidden.type()));
    }

    private static ProblemException relayed(
            FeignException e, JsonNode body, ProblemCategory category) {
        String title = body.path("title").asString("");
        Problem problem =
                new Relayed(
                        body.path("type").asString(),
                        new ProblemFacts(
                                category, actor(body.path("actor").asString("")), title, title));
        Map<String, Object> extensions = new HashMap<>();
        body.properties().stream()
                .filter(it -> !STANDARD.contains(it.getKey()) && !it.getValue().isNull())
                .forEach(it ->
                        extensions.put(it.getKey(), JSON.treeToValue(it.getValue(), Object.class)));
        return new ProblemException(
                problem, body.path("detail").asString(""), retryAfter(e), extensions);
    }

    private static int retryAfter(FeignException e) {
        return e.responseHeaders().entrySet().stream()
                .filter(it -> it.getKey().equalsIgnoreCase(HttpHeaders.RETRY_AFTER))
                .flatMap(it -> it.getValue().stream())
                .filter(it -> it.matches("[0-9]{1,6}"))
                .map(Integer::parseInt)
                .findFirst()
                .orElse(5);
    }

    private static Problem.Actor actor(String name) {
        for (Problem.Actor actor : Problem.Actor.values()) {
            if (actor.name().equals(name)) {
                return actor;
            }
        }
        return Problem.Actor.caller;
    }

    /// A problem that another service defined.
    private record Relayed(String type, ProblemFacts facts) implements Problem {
        @Override
        public String name() {
            return type.substring(type.lastIndexOf('/') + 1)
                    .replace('-', '_')
                    .toLowerCase(Locale.ROOT);
        }
    }
}
