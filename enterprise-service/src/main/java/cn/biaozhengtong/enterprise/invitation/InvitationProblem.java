package cn.biaozhengtong.enterprise.invitation;

import cn.biaozhengtong.kit.problem.Problem;
import cn.biaozhengtong.kit.problem.ProblemCategory;
import cn.biaozhengtong.kit.problem.ProblemFacts;

/// Every refusal around invitations. One that is for somebody else looks absent.
public enum InvitationProblem implements Problem {
    invitation_unknown(
            ProblemCategory.not_found,
            Actor.user,
            "邀请不存在或已失效",
            "No such invitation, or it is over"),
    already_member(ProblemCategory.conflict, Actor.user, "您已是该企业成员", "You belong to it already"),
    phone_invalid(ProblemCategory.invalid, Actor.user, "手机号格式不正确", "Not a mobile number"),
    too_many_invitations(
            ProblemCategory.limited, Actor.wait, "今日邀请次数已达上限", "Too many invitations today");

    private final ProblemFacts facts;

    InvitationProblem(ProblemCategory category, Actor actor, String titleZh, String titleEn) {
        facts = new ProblemFacts(category, actor, titleZh, titleEn);
    }

    @Override
    public ProblemFacts facts() {
        return facts;
    }
}
