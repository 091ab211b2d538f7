package cn.biaozhengtong.seal.inventory;

import cn.biaozhengtong.kit.problem.Problem;
import cn.biaozhengtong.kit.problem.ProblemCategory;
import cn.biaozhengtong.kit.problem.ProblemFacts;

/// Every refusal around seals.
public enum SealProblem implements Problem {
    enterprise_unknown(ProblemCategory.not_found, "没有该企业", "No such enterprise");

    private final ProblemFacts facts;

    SealProblem(ProblemCategory category, String titleZh, String titleEn) {
        facts = new ProblemFacts(category, Actor.caller, titleZh, titleEn);
    }

    @Override
    public ProblemFacts facts() {
        return facts;
    }
}
