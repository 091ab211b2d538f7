package cn.biaozhengtong.gateway.web;

import java.io.IOException;

/// The gateway does not take the body of this request, or not the rest of it.
public final class BodyRefused extends IOException {
    private final GatewayProblem problem;

    public BodyRefused(GatewayProblem problem) {
        super("the body is refused: " + problem);
        this.problem = problem;
    }

    GatewayProblem problem() {
        return problem;
    }
}
