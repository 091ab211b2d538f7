package cn.biaozhengtong.seal.invitation;

import cn.biaozhengtong.kit.problem.Problem;
import cn.biaozhengtong.kit.problem.ProblemCategory;
import cn.biaozhengtong.kit.problem.ProblemFacts;

/// Every refusal around invitations of the legal person.
public enum InvitationProblem implements Problem {
    signature_invitation_unknown(
            ProblemCategory.not_found, Actor.user, "没有该签名邀请", "No such invitation to sign"),
    signature_invitation_over(
            ProblemCategory.expired,
            Actor.user,
            "签名邀请已使用、已撤回、已过期或已失效，请企业管理员重新邀请",
            "The invitation was used or withdrawn, or is over; the administrator can invite anew"),
    not_by_invitation(
            ProblemCategory.conflict,
            Actor.user,
            "只有法人手写签名可以邀请法定代表人办理",
            "The legal person is invited for his handwritten signature only"),
    too_many_signature_invitations(
            ProblemCategory.limited,
            Actor.wait,
            "今日签名邀请次数已达上限",
            "Too many invitations to sign today");

    private final ProblemFacts facts;

    InvitationProblem(ProblemCategory category, Actor actor, String titleZh, String titleEn) {
        facts = new ProblemFacts(category, actor, titleZh, titleEn);
    }

    @Override
    public ProblemFacts facts() {
        return facts;
    }
}
