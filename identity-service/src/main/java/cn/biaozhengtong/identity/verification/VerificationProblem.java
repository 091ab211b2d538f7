package cn.biaozhengtong.identity.verification;

import cn.biaozhengtong.kit.problem.Problem;
import cn.biaozhengtong.kit.problem.ProblemCategory;
import cn.biaozhengtong.kit.problem.ProblemFacts;

/// Every refusal of verification.
public enum VerificationProblem implements Problem {
    card_invalid(ProblemCategory.invalid, Actor.user, "银行卡号不正确", "Not a bank card number"),
    card_missing(
            ProblemCategory.invalid,
            Actor.user,
            "请填写银行卡号与预留手机号",
            "Card number and reserved phone are needed"),
    method_unavailable(
            ProblemCategory.unavailable,
            Actor.user,
            "该认证方式暂时不可用，请选择其他方式",
            "This way is not available now; choose another"),
    too_many_attempts(ProblemCategory.limited, Actor.wait, "今日认证次数已达上限", "Too many attempts today"),
    act_missing(
            ProblemCategory.invalid,
            Actor.caller,
            "请说明本次认证的用途",
            "Say which act the verification is for"),
    login_unknown(
            ProblemCategory.forbidden,
            Actor.user,
            "请重新登录后再试",
            "The token names no login; log in again"),
    method_too_weak(
            ProblemCategory.refused,
            Actor.user,
            "该操作需要刷脸或银行验证码，请选择其他认证方式",
            "This act needs a face or the bank's code; choose another way"),
    identity_first(
            ProblemCategory.refused,
            Actor.user,
            "请先完成实名认证",
            "The account has no identity yet to prove again"),
    verification_unknown(
            ProblemCategory.not_found, Actor.caller, "没有该认证记录", "No such verification"),
    verification_ended(
            ProblemCategory.conflict, Actor.caller, "该认证已结束", "The verification has ended");

    private final ProblemFacts facts;

    VerificationProblem(ProblemCategory category, Actor actor, String titleZh, String titleEn) {
        facts = new ProblemFacts(category, actor, titleZh, titleEn);
    }

    @Override
    public ProblemFacts facts() {
        return facts;
    }
}
