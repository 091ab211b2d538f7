package cn.biaozhengtong.caorder.operatorkey;

import cn.biaozhengtong.kit.problem.Problem;
import cn.biaozhengtong.kit.problem.ProblemCategory;
import cn.biaozhengtong.kit.problem.ProblemFacts;

/// Every refusal around operators' keys.
public enum OperatorKeyProblem implements Problem {
    not_enrolled(
            ProblemCategory.forbidden,
            Actor.operator,
            "操作员密钥未登记",
            "The operator's key is not enrolled"),
    key_enrolled(
            ProblemCategory.conflict,
            Actor.operator,
            "该操作员已登记密钥",
            "The operator has a key already");

    private final ProblemFacts facts;

    OperatorKeyProblem(ProblemCategory category, Actor actor, String titleZh, String titleEn) {
        facts = new ProblemFacts(category, actor, titleZh, titleEn);
    }

    @Override
    public ProblemFacts facts() {
        return facts;
    }
}
