package cn.biaozhengtong.kit.problem;

import static cn.biaozhengtong.kit.problem.Problem.Actor.caller;
import static cn.biaozhengtong.kit.problem.Problem.Actor.operator;
import static cn.biaozhengtong.kit.problem.Problem.Actor.wait;

/// Refusals that belong to no feature: malformed requests, missing tokens, own outages.
public enum RequestProblem implements Problem {
    malformed(ProblemCategory.invalid, caller, "请求格式不正确", "The request is malformed"),
    unauthenticated(ProblemCategory.unauthenticated, caller, "请先登录", "Log in first"),
    forbidden(ProblemCategory.forbidden, caller, "没有权限", "Not permitted"),
    unverified(
            ProblemCategory.forbidden, Actor.user, "请先完成实名认证", "Complete real-name verification"),
    not_found(ProblemCategory.not_found, caller, "没有找到", "Not found"),
    method_not_allowed(ProblemCategory.wrong_method, caller, "不支持的请求方法", "Method not supported"),
    idempotency_key_missing(
            ProblemCategory.invalid, caller, "缺少 Idempotency-Key", "Idempotency-Key is missing"),
    idempotency_key_reused(
            ProblemCategory.conflict,
            caller,
            "Idempotency-Key 已用于另一请求",
            "Idempotency-Key was used for another request"),
    changed_meanwhile(
            ProblemCategory.conflict, caller, "数据已被修改，请刷新后重试", "Changed meanwhile, reload"),
    limited(ProblemCategory.limited, wait, "请求过于频繁", "Too many requests"),
    unavailable(ProblemCategory.unavailable, wait, "服务暂时不可用，请稍后重试", "Unavailable, try again"),
    internal(ProblemCategory.internal, operator, "系统内部错误", "Internal error");

    private final ProblemFacts facts;

    RequestProblem(ProblemCategory category, Actor actor, String titleZh, String titleEn) {
        facts = new ProblemFacts(category, actor, titleZh, titleEn);
    }

    @Override
    public ProblemFacts facts() {
        return facts;
    }
}
