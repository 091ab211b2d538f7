package cn.biaozhengtong.kit.problem;

import java.util.Map;

/// Carries a [Problem] to the edge. The detail is safe for users and may be empty.
public final class ProblemException extends RuntimeException {
    private static final int RETRY_AFTER_SECONDS = 5;

    private final transient Problem problem;
    private final transient Map<String, Object> extensions;
    private final int retryAfterSeconds;

    public ProblemException(Problem problem, String detail) {
        this(problem, detail, RETRY_AFTER_SECONDS);
    }

    public ProblemException(Problem problem, String detail, int retryAfterSeconds) {
        this(problem, detail, retryAfterSeconds, Map.of());
    }

    /// @param retryAfterSeconds told where the category asks to come again
    /// @param extensions members of the document beside the standard's (RFC 9457 §3.2), which
    ///   clients may branch on: names in lowerCamelCase, values of JSON
    public ProblemException(
            Problem problem, String detail, int retryAfterSeconds, Map<String, Object> extensions) {
        super(detail.isEmpty() ? problem.name() : detail);
        this.problem = problem;
        this.retryAfterSeconds = retryAfterSeconds;
        this.extensions = Map.copyOf(extensions);
    }

    public Problem problem() {
        return problem;
    }

    public int retryAfterSeconds() {
        return retryAfterSeconds;
    }

    public Map<String, Object> extensions() {
        return extensions;
    }

    boolean hasDetail() {
        return !problem.name().equals(getMessage());
    }
}
