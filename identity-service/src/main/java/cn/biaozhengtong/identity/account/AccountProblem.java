package cn.biaozhengtong.identity.account;

import cn.biaozhengtong.kit.problem.Problem;
import cn.biaozhengtong.kit.problem.ProblemCategory;
import cn.biaozhengtong.kit.problem.ProblemFacts;

/// Every refusal about an account.
public enum AccountProblem implements Problem {
    phone_invalid(ProblemCategory.invalid, "手机号格式不正确", "Not a mobile number"),
    id_number_invalid(ProblemCategory.invalid, "身份证号不正确", "Not a resident identity number"),
    account_unknown(ProblemCategory.not_found, "账号不存在", "No such account"),
    account_frozen(ProblemCategory.forbidden, "账号已被冻结，请联系客服", "The account is frozen; call us"),
    phone_taken(ProblemCategory.conflict, "该手机号已注册其他账号", "Another account has this number"),
    already_verified(ProblemCategory.conflict, "已完成实名认证", "Already verified"),
    another_person(
            ProblemCategory.conflict,
            "与本账号已认证的身份不一致",
            "Not the person whom this account belongs to"),
    person_has_account(
            ProblemCategory.conflict,
            "您已有另一个实名账号，请使用原账号登录；原手机号已停用的，请在登录页选择【找回账号】",
            "You have another verified account: log in with that one, or, without its number, choose to"
                    + " regain it on the login page");

    private final ProblemFacts facts;

    AccountProblem(ProblemCategory category, String titleZh, String titleEn) {
        facts = new ProblemFacts(category, Actor.user, titleZh, titleEn);
    }

    @Override
    public ProblemFacts facts() {
        return facts;
    }
}
