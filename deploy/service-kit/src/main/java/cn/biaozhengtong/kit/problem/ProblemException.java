package cn.biaozhengtong.kit.problem;

/// Carries a [Problem] to the edge. The detail is safe for users and may be empty.
public final class ProblemException extends RuntimeException {
    private final transient Problem problem;
    private final int retryAfterSeconds;

    public ProblemException(Problem problem, String detail) {
        this(problem, detail, 5);
    }

    public ProblemException(Problem problem, String detail, int retryAfterSeconds) {
        super(detail.isEmpty() ? problem.name() : detail);
        this.problem = problem;
        this.retryAfterSeconds = retryAfterSeconds;
    }

    public Problem problem() {
        return problem;
    }

    public int retryAfterSeconds() {
        return retryAfterSeconds;
    }

    boolean hasDetail() {
        return !problem.name().equals(getMessage());
    }
}
