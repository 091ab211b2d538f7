package cn.biaozhengtong.seal.filing;

import cn.biaozhengtong.kit.problem.Problem;
import cn.biaozhengtong.kit.problem.ProblemCategory;
import cn.biaozhengtong.kit.problem.ProblemFacts;

/// Every refusal around filing.
public enum FilingProblem implements Problem {
    not_configured(
            ProblemCategory.conflict,
            Actor.operator,
            "未接入印章备案系统，印章制作后即可使用",
            "No filing system is connected; seals are in force as soon as they are made"),
    nothing_to_file(
            ProblemCategory.conflict,
            Actor.user,
            "印章已备案、正在备案或尚未制作，无需重新提交",
            "The seal is filed, waits to be, or was never made; there is nothing to file again");

    private final ProblemFacts facts;

    FilingProblem(ProblemCategory category, Actor actor, String titleZh, String titleEn) {
        facts = new ProblemFacts(category, actor, titleZh, titleEn);
    }

    @Override
    public ProblemFacts facts() {
        return facts;
    }
}
