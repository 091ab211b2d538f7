package cn.biaozhengtong.kit.problem;

/// The one mapping from the kind of refusal to the HTTP status.
public enum ProblemCategory {
    invalid(400),
    unauthenticated(401),
    forbidden(403),
    not_found(404),
    wrong_method(405),
    conflict(409),
    expired(410),
    refused(422),
    limited(429),
    internal(500),
    provider_failed(502),
    unavailable(503),
    provider_timeout(504);

    private final int status;

    ProblemCategory(int status) {
        this.status = status;
    }

    public int status() {
        return status;
    }

    boolean asksToRetry() {
        return this == limited || this == unavailable;
    }
}
