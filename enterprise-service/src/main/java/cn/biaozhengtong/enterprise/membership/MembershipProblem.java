package cn.biaozhengtong.enterprise.membership;

import cn.biaozhengtong.kit.problem.Problem;
import cn.biaozhengtong.kit.problem.ProblemCategory;
import cn.biaozhengtong.kit.problem.ProblemFacts;

/// Every refusal around joining an enterprise.
public enum MembershipProblem implements Problem {
    enterprise_unknown(ProblemCategory.not_found, Actor.caller, "没有该企业", "No such enterprise"),
    member_unknown(ProblemCategory.not_found, Actor.caller, "没有该成员", "No such member"),
    hand_over_first(
            ProblemCategory.conflict,
            Actor.user,
            "管理员请先移交管理员身份",
            "The administrator hands the role over first"),
    already_member(ProblemCategory.conflict, Actor.user, "您已是该企业成员", "Already a member"),
    too_many_requests(ProblemCategory.limited, Actor.wait, "今日申请次数已达上限", "Too many requests today"),
    request_unknown(ProblemCategory.not_found, Actor.caller, "没有该加入申请", "No such join request"),
    changed_meanwhile(
            ProblemCategory.conflict, Actor.user, "成员关系已变化，请刷新后重试", "Changed meanwhile, reload"),
    request_decided(ProblemCategory.conflict, Actor.caller, "该申请已处理", "Already decided");

    private final ProblemFacts facts;

    MembershipProblem(ProblemCategory category, Actor actor, String titleZh, String titleEn) {
        facts = new ProblemFacts(category, actor, titleZh, titleEn);
    }

    @Override
    public ProblemFacts facts() {
        return facts;
    }
}
