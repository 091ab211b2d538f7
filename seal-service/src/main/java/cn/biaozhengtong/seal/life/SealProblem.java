package cn.biaozhengtong.seal.life;

import cn.biaozhengtong.kit.problem.Problem;
import cn.biaozhengtong.kit.problem.ProblemCategory;
import cn.biaozhengtong.kit.problem.ProblemFacts;

/// Every refusal around seals.
public enum SealProblem implements Problem {
    enterprise_unknown(ProblemCategory.not_found, Actor.caller, "没有该企业", "No such enterprise"),
    seal_unknown(ProblemCategory.not_found, Actor.caller, "没有该印章", "No such seal"),
    act_unknown(ProblemCategory.not_found, Actor.caller, "没有该操作", "No such act"),
    only_administrator(
            ProblemCategory.forbidden,
            Actor.user,
            "印章只能由企业管理员办理",
            "Only the enterprise's administrator may do that with a seal"),
    certificate_foreign(
            ProblemCategory.refused,
            Actor.user,
            "请使用本机上该企业有效的证书",
            "Sign with a certificate of the enterprise that is in force on this device"),
    kind_exists(
            ProblemCategory.conflict, Actor.user, "该印章只能有一枚", "An enterprise has this seal once"),
    name_exists(
            ProblemCategory.conflict,
            Actor.user,
            "已有同名印章，请换一个名称",
            "There is a seal of that name; choose another"),
    picture_missing(
            ProblemCategory.conflict,
            Actor.user,
            "该印章还没有图样：请由法定代表人手写签名；名称含无法绘制的字时，请上传图样",
            "It has no picture: the legal person draws the signature; where a name has a character that cannot be drawn, a picture is uploaded"),
    not_the_legal_person(
            ProblemCategory.forbidden,
            Actor.user,
            "手写签名须由法定代表人本人在已实名的账号中书写",
            "The signature is drawn by the legal person himself, from his verified account"),
    seal_state(
            ProblemCategory.conflict,
            Actor.user,
            "印章当前状态不允许此操作",
            "The seal is in a state that does not allow this"),
    seal_cancelled(ProblemCategory.conflict, Actor.user, "印章已注销", "The seal was cancelled"),
    seal_changed(
            ProblemCategory.conflict,
            Actor.user,
            "印章在确认前有变化，请重新确认",
            "The seal changed before this was confirmed; look again and confirm"),
    act_expired(
            ProblemCategory.expired, Actor.user, "操作已过期，请重新发起", "The act has expired; begin again");

    private final ProblemFacts facts;

    SealProblem(ProblemCategory category, Actor actor, String titleZh, String titleEn) {
        facts = new ProblemFacts(category, actor, titleZh, titleEn);
    }

    @Override
    public ProblemFacts facts() {
        return facts;
    }
}
