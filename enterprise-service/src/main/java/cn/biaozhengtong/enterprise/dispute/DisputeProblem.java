package cn.biaozhengtong.enterprise.dispute;

import cn.biaozhengtong.kit.problem.Problem;
import cn.biaozhengtong.kit.problem.ProblemCategory;
import cn.biaozhengtong.kit.problem.ProblemFacts;

/// Every refusal around disputes.
public enum DisputeProblem implements Problem {
    dispute_unknown(ProblemCategory.not_found, Actor.caller, "没有该争议", "No such dispute"),
    dispute_decided(ProblemCategory.conflict, Actor.operator, "该争议已处理", "The dispute was decided"),
    dispute_open(
            ProblemCategory.conflict,
            Actor.wait,
            "您已提交该企业的争议，请等待处理",
            "Your dispute about it is open already"),
    too_many_disputes(
            ProblemCategory.limited, Actor.wait, "今日争议提交次数已达上限", "Too many disputes today"),
    nothing_to_dispute(
            ProblemCategory.refused,
            Actor.user,
            "该企业未被认领，可直接认领",
            "Nobody claimed it: claim it instead"),
    evidence_refused(
            ProblemCategory.invalid,
            Actor.user,
            "请上传 1 至 6 张 JPEG 或 PNG 图片作为证明材料",
            "Evidence is one to six pictures, JPEG or PNG");

    private final ProblemFacts facts;

    DisputeProblem(ProblemCategory category, Actor actor, String titleZh, String titleEn) {
        facts = new ProblemFacts(category, actor, titleZh, titleEn);
    }

    @Override
    public ProblemFacts facts() {
        return facts;
    }
}
