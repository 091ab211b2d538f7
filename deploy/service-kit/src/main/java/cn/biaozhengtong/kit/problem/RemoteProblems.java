package cn.biaozhengtong.kit.problem;

import feign.FeignException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Passes another service's refusal on to our caller as it was said: its type, title and detail.
///
/// Only 4xx refusals are passed on; an outage stays an outage of ours.
public final class RemoteProblems {
    private static final JsonMapper JSON = new JsonMapper();

    private RemoteProblems() {}

    /// Runs a Feign call; a problem document in its refusal becomes our [ProblemException].
    public static <T> T relay(Supplier<T> call) {
        try {
            return call.get();
        } catch (RuntimeException e) {
            FeignException refusal = refusal(e);
            Problem problem = refusal == null ? null : parse(refusal);
            if (problem != null) {
                throw problem.exception();
            }
            throw e;
        }
    }

    private static @Nullable FeignException refusal(Throwable e) {
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            boolean client = cause instanceof FeignException f && f.status() / 100 == 4;
            if (client) {
                return (FeignException) cause;
            }
        }
        return null;
    }

    private static @Nullable Problem parse(FeignException e) {
        // Our own token was not good enough: that is our fault, not our caller's.
        if (e.status() == 401 || e.status() == 403) {
            return null;
        }
        try {
            JsonNode body = JSON.readTree(e.contentUTF8().getBytes(StandardCharsets.UTF_8));
            for (ProblemCategory category : ProblemCategory.values()) {
                if (category.status() == e.status() && body.path("type").isString()) {
                    String title = body.path("title").asString("");
                    return new Relayed(
                            body.path("type").asString(),
                            new ProblemFacts(
                                    category,
                                    actor(body.path("actor").asString("")),
                                    title,
                                    title));
                }
            }
            return null;
        } catch (JacksonException ignored) {
            return null;
        }
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
