package cn.biaozhengtong.identity.login;

import cn.biaozhengtong.kit.problem.Problem;
import cn.biaozhengtong.kit.problem.ProblemCategory;
import cn.biaozhengtong.kit.problem.ProblemFacts;

/// Every refusal of login. A wrong code, a used one and an expired one look alike.
public enum LoginProblem implements Problem {
    code_wrong(ProblemCategory.unauthenticated, Actor.user, "验证码错误或已失效", "Wrong or expired code"),
    code_too_soon(ProblemCategory.limited, Actor.wait, "请稍后再获取验证码", "Ask again later"),
    refresh_refused(ProblemCategory.unauthenticated, Actor.user, "登录已失效，请重新登录", "Log in again"),
    issuer_unavailable(
            ProblemCategory.unavailable, Actor.wait, "登录服务暂时不可用", "Login is unavailable");

    private final ProblemFacts facts;

    LoginProblem(ProblemCategory category, Actor actor, String titleZh, String titleEn) {
        facts = new ProblemFacts(category, actor, titleZh, titleEn);
    }

    @Override
    public ProblemFacts facts() {
        return facts;
    }
}
