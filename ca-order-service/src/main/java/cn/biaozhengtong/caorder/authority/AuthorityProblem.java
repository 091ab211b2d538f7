package cn.biaozhengtong.caorder.authority;

import cn.biaozhengtong.kit.problem.Problem;
import cn.biaozhengtong.kit.problem.ProblemCategory;
import cn.biaozhengtong.kit.problem.ProblemFacts;

/// What an outside CA may leave us with.
public enum AuthorityProblem implements Problem {
    authority_waiting(
            ProblemCategory.unavailable,
            Actor.wait,
            "证书机构正在处理，请稍后再来下载",
            "The certificate authority has not decided yet; come back later"),
    authority_refused(
            ProblemCategory.unavailable,
            Actor.operator,
            "证书机构拒绝了该请求，请联系客服",
            "The certificate authority refused; the operator settles it there"),
    authority_unavailable(
            ProblemCategory.unavailable,
            Actor.operator,
            "证书机构暂时无法签发，请稍后重试",
            "The certificate authority cannot issue now; try again later");

    private final ProblemFacts facts;

    AuthorityProblem(ProblemCategory category, Actor actor, String titleZh, String titleEn) {
        facts = new ProblemFacts(category, actor, titleZh, titleEn);
    }

    @Override
    public ProblemFacts facts() {
        return facts;
    }
}
