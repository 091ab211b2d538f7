package cn.biaozhengtong.scansession.binding;

import cn.biaozhengtong.kit.problem.Problem;
import cn.biaozhengtong.kit.problem.ProblemCategory;
import cn.biaozhengtong.kit.problem.ProblemFacts;

/// Every refusal around bindings.
public enum BindingProblem implements Problem {
    binding_unknown(ProblemCategory.not_found, "没有该绑定", "No such binding");

    private final ProblemFacts facts;

    BindingProblem(ProblemCategory category, String titleZh, String titleEn) {
        facts = new ProblemFacts(category, Actor.caller, titleZh, titleEn);
    }

    @Override
    public ProblemFacts facts() {
        return facts;
    }
}
