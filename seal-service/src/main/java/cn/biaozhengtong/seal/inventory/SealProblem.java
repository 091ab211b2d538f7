package cn.biaozhengtong.seal.inventory;

import cn.biaozhengtong.kit.problem.Problem;
import cn.biaozhengtong.kit.problem.ProblemCategory;

/// Every refusal around seals.
public enum SealProblem implements Problem {
    enterprise_unknown(ProblemCategory.not_found, "没有该企业", "No such enterprise");

    private final ProblemCategory category;
    private final String titleZh;
    private final String titleEn;

    SealProblem(ProblemCategory category, String titleZh, String titleEn) {
        this.category = category;
        this.titleZh = titleZh;
        this.titleEn = titleEn;
    }

    @Override
    public ProblemCategory category() {
        return category;
    }

    @Override
    public Actor actor() {
        return Actor.caller;
    }

    @Override
    public String titleZh() {
        return titleZh;
    }

    @Override
    public String titleEn() {
        return titleEn;
    }
}
