package cn.biaozhengtong.seal.use;

import cn.biaozhengtong.kit.problem.Problem;
import cn.biaozhengtong.kit.problem.ProblemCategory;
import cn.biaozhengtong.kit.problem.ProblemFacts;

/// Every refusal around uses of seals.
public enum UseProblem implements Problem {
    use_unknown(ProblemCategory.not_found, Actor.caller, "没有该用印记录", "No such use"),
    use_withdrawn(
            ProblemCategory.conflict, Actor.caller, "该次用印已撤回", "This use was taken back already");

    private final ProblemFacts facts;

    UseProblem(ProblemCategory category, Actor actor, String titleZh, String titleEn) {
        facts = new ProblemFacts(category, actor, titleZh, titleEn);
    }

    @Override
    public ProblemFacts facts() {
        return facts;
    }
}
