package cn.biaozhengtong.enterprise.delegation;

import cn.biaozhengtong.kit.problem.Problem;
import cn.biaozhengtong.kit.problem.ProblemCategory;
import cn.biaozhengtong.kit.problem.ProblemFacts;

/// Every refusal around delegations.
public enum DelegationProblem implements Problem {
    delegation_unknown(ProblemCategory.not_found, Actor.caller, "没有该授权", "No such delegation"),
    agent_unknown(
            ProblemCategory.refused, Actor.user, "被授权人须为本企业办事人员", "Only an agent is delegated to"),
    date_invalid(
            ProblemCategory.invalid,
            Actor.user,
            "授权期限须在今天之后，且不超过一年",
            "It must end after today and within a year"),
    seal_unknown(
            ProblemCategory.refused,
            Actor.user,
            "本企业没有该印章，或已注销",
            "The enterprise has no such seal"),
    seal_missing(ProblemCategory.invalid, Actor.caller, "请选择印章", "Name the seal");

    private final ProblemFacts facts;

    DelegationProblem(ProblemCategory category, Actor actor, String titleZh, String titleEn) {
        facts = new ProblemFacts(category, actor, titleZh, titleEn);
    }

    @Override
    public ProblemFacts facts() {
        return facts;
    }
}
