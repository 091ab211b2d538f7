package cn.biaozhengtong.caorder.review;

import cn.biaozhengtong.kit.problem.Problem;
import cn.biaozhengtong.kit.problem.ProblemCategory;
import cn.biaozhengtong.kit.problem.ProblemFacts;

/// Every refusal of review.
public enum ReviewProblem implements Problem {
    same_person(
            ProblemCategory.forbidden,
            Actor.operator,
            "审核与复核必须由不同人员完成",
            "Reviewer and approver must be different people"),
    own_order(ProblemCategory.forbidden, Actor.operator, "不能审核本人的订单", "Not one's own order"),
    sheet_changed(
            ProblemCategory.conflict,
            Actor.operator,
            "审核内容已变化，请重新查看",
            "What is to be reviewed has changed; view it again"),
    claimed_by_another(
            ProblemCategory.conflict,
            Actor.operator,
            "该订单已由其他操作员领取",
            "Another operator is working on this order"),
    signature_wrong(ProblemCategory.refused, Actor.operator, "审核签名不正确", "The signature is wrong"),
    decided_elsewhen(
            ProblemCategory.refused,
            Actor.operator,
            "签名时间与当前时间不符，请校准时钟",
            "The signed time is not now; set the clock"),
    reason_missing(ProblemCategory.invalid, Actor.operator, "退回或拒绝须填写原因", "A reason is needed"),
    decisions_invalid(
            ProblemCategory.refused,
            Actor.operator,
            "审核记录无法通过验证，不能签发",
            "The decisions do not verify; nothing is issued");

    private final ProblemFacts facts;

    ReviewProblem(ProblemCategory category, Actor actor, String titleZh, String titleEn) {
        facts = new ProblemFacts(category, actor, titleZh, titleEn);
    }

    @Override
    public ProblemFacts facts() {
        return facts;
    }
}
