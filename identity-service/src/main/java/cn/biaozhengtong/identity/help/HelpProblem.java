package cn.biaozhengtong.identity.help;

import cn.biaozhengtong.kit.problem.Problem;
import cn.biaozhengtong.kit.problem.ProblemCategory;
import cn.biaozhengtong.kit.problem.ProblemFacts;

/// Every refusal of help.
public enum HelpProblem implements Problem {
    article_unknown(ProblemCategory.not_found, "没有该帮助文章", "No such article");

    private final ProblemFacts facts;

    HelpProblem(ProblemCategory category, String titleZh, String titleEn) {
        facts = new ProblemFacts(category, Actor.caller, titleZh, titleEn);
    }

    @Override
    public ProblemFacts facts() {
        return facts;
    }
}
