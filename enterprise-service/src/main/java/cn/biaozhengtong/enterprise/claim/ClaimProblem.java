package cn.biaozhengtong.enterprise.claim;

import cn.biaozhengtong.kit.problem.Problem;
import cn.biaozhengtong.kit.problem.ProblemCategory;
import cn.biaozhengtong.kit.problem.ProblemFacts;

/// Every refusal around finding and claiming an enterprise.
public enum ClaimProblem implements Problem {
    uscc_invalid(ProblemCategory.invalid, "统一社会信用代码不正确", "Not a unified social credit code"),
    legal_id_invalid(ProblemCategory.invalid, "法人证件号不正确", "Not a valid document number"),
    licence_expired(ProblemCategory.refused, "营业执照已过期", "The business licence has expired"),
    query_missing(ProblemCategory.invalid, "请输入企业名称或统一社会信用代码", "Give a name or a credit code"),
    being_claimed(
            ProblemCategory.conflict, "该企业正在被认领", "The enterprise is being claimed by another"),
    registered(
            ProblemCategory.conflict,
            "该企业已注册，请选择加入企业",
            "The enterprise is registered; join it instead"),
    enterprise_unknown(ProblemCategory.not_found, "没有该企业", "No such enterprise"),
    uscc_changed(
            ProblemCategory.refused,
            "统一社会信用代码不能变更，请重新认领",
            "The credit code cannot change; claim the enterprise anew"),
    being_changed(
            ProblemCategory.conflict,
            "该企业已有变更申请在审核中",
            "A change of this enterprise is being reviewed"),
    administrator_already(
            ProblemCategory.conflict, "您已是该企业管理员", "You are its administrator already"),
    claim_unknown(ProblemCategory.not_found, "没有该认领申请", "No such claim"),
    claim_closed(ProblemCategory.conflict, "该认领申请已结束", "The claim is closed");

    private final ProblemFacts facts;

    ClaimProblem(ProblemCategory category, String titleZh, String titleEn) {
        facts = new ProblemFacts(category, Actor.user, titleZh, titleEn);
    }

    @Override
    public ProblemFacts facts() {
        return facts;
    }
}
