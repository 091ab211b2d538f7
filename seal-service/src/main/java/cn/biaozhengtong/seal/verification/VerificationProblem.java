package cn.biaozhengtong.seal.verification;

import cn.biaozhengtong.kit.problem.Problem;
import cn.biaozhengtong.kit.problem.ProblemCategory;
import cn.biaozhengtong.kit.problem.ProblemFacts;

/// Why a document is not even read.
public enum VerificationProblem implements Problem {
    document_empty(
            ProblemCategory.refused, Actor.user, "文件是空的，请重新选择", "The file is empty; choose again"),
    verified_too_much(
            ProblemCategory.limited,
            Actor.wait,
            "您的文件验证占用时间较长，请几分钟后再试",
            "Your documents took long to verify; try again in some minutes"),
    document_too_large(
            ProblemCategory.refused,
            Actor.user,
            "文件超过 12 MB，请拆分或压缩后再验证",
            "The file is larger than 12 MB; split it or make it smaller");

    private final ProblemFacts facts;

    VerificationProblem(ProblemCategory category, Actor actor, String titleZh, String titleEn) {
        facts = new ProblemFacts(category, actor, titleZh, titleEn);
    }

    @Override
    public ProblemFacts facts() {
        return facts;
    }
}
