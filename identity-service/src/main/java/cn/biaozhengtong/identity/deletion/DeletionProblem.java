package cn.biaozhengtong.identity.deletion;

import cn.biaozhengtong.kit.problem.Problem;
import cn.biaozhengtong.kit.problem.ProblemCategory;
import cn.biaozhengtong.kit.problem.ProblemFacts;

/// Every refusal of deletion. The detail names what stands in the way.
public enum DeletionProblem implements Problem {
    account_in_use(
            ProblemCategory.conflict,
            "账号仍有有效证书、未完成订单或管理员身份，暂不能注销",
            "Certificates, orders or an administrator's role stand in the way");

    private final ProblemFacts facts;

    DeletionProblem(ProblemCategory category, String titleZh, String titleEn) {
        facts = new ProblemFacts(category, Actor.user, titleZh, titleEn);
    }

    @Override
    public ProblemFacts facts() {
        return facts;
    }
}
