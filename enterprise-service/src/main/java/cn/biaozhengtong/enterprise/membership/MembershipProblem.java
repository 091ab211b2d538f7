package cn.biaozhengtong.enterprise.membership;

import cn.biaozhengtong.kit.problem.Problem;
import cn.biaozhengtong.kit.problem.ProblemCategory;

/// Every refusal around joining an enterprise.
public enum MembershipProblem implements Problem {
    enterprise_unknown(ProblemCategory.not_found, Actor.caller, "没有该企业", "No such enterprise"),
    already_member(ProblemCategory.conflict, Actor.user, "您已是该企业成员", "Already a member"),
    too_many_requests(ProblemCategory.limited, Actor.wait, "今日申请次数已达上限", "Too many requests today"),
    request_unknown(ProblemCategory.not_found, Actor.caller, "没有该加入申请", "No such join request"),
    request_decided(ProblemCategory.conflict, Actor.caller, "该申请已处理", "Already decided");

    private final ProblemCategory category;
    private final Actor actor;
    private final String titleZh;
    private final String titleEn;

    MembershipProblem(ProblemCategory category, Actor actor, String titleZh, String titleEn) {
        this.category = category;
        this.actor = actor;
        this.titleZh = titleZh;
        this.titleEn = titleEn;
    }

    @Override
    public ProblemCategory category() {
        return category;
    }

    @Override
    public Actor actor() {
        return actor;
    }

    @Override
    public String titleZh() {
        return titleZh;
    }

    @Override
    public String titleEn() {
        return titleEn;
    }
}
