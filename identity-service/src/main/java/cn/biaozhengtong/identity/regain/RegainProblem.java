package cn.biaozhengtong.identity.regain;

import cn.biaozhengtong.kit.problem.Problem;
import cn.biaozhengtong.kit.problem.ProblemCategory;
import cn.biaozhengtong.kit.problem.ProblemFacts;

/// Every refusal of regaining an account.
public enum RegainProblem implements Problem {
    regain_unknown(ProblemCategory.not_found, Actor.caller, "没有该找回申请", "No such application"),
    regain_too_often(
            ProblemCategory.limited, Actor.wait, "找回账号次数过多，请明天再试", "Tried too often; try tomorrow"),
    regain_not_due(
            ProblemCategory.conflict,
            Actor.wait,
            "等待期未满或正在人工审核，请稍后再查看",
            "The waiting time is not over, or operators are looking at it"),
    regain_ended(ProblemCategory.conflict, Actor.user, "该找回申请已结束", "The application has ended"),
    regain_open(
            ProblemCategory.conflict,
            Actor.wait,
            "该账号正在被找回，请先对找回申请提出异议或等待其结束",
            "The account is being regained; object to that, or wait until it ended"),
    veto_unproved(
            ProblemCategory.forbidden,
            Actor.user,
            "请在申请之前登录过的设备上刷脸阻止；仅登录只能提出异议",
            "Prove your presence for it, on a device of before it; a login may only object"),
    regain_changed(
            ProblemCategory.conflict,
            Actor.operator,
            "又有人提出了异议，请重新查看后再决定",
            "Somebody objected meanwhile; look at it again, then decide"),
    another_operator_needed(
            ProblemCategory.forbidden,
            Actor.operator,
            "须由另一位人员复核",
            "Another person has to decide too");

    private final ProblemFacts facts;

    RegainProblem(ProblemCategory category, Actor actor, String titleZh, String titleEn) {
        facts = new ProblemFacts(category, actor, titleZh, titleEn);
    }

    @Override
    public ProblemFacts facts() {
        return facts;
    }
}
