package cn.biaozhengtong.caorder.sealmaking;

import cn.biaozhengtong.kit.problem.Problem;
import cn.biaozhengtong.kit.problem.ProblemCategory;
import cn.biaozhengtong.kit.problem.ProblemFacts;

/// Every refusal of the seal maker.
public enum SealMakingProblem implements Problem {
    seal_unordered(
            ProblemCategory.forbidden,
            Actor.user,
            "制作印章须由管理员以证书口令确认",
            "A seal is made on the signed order of the administrator"),
    seal_changed(
            ProblemCategory.conflict,
            Actor.caller,
            "该版本的印章已按其他内容制作",
            "This version of the seal was made with another content"),
    seal_version(
            ProblemCategory.conflict,
            Actor.caller,
            "印章版本不连续",
            "The version does not follow the seal's last one"),
    signer_unfit(
            ProblemCategory.refused,
            Actor.user,
            "可用章证书须为本企业有效的签名证书",
            "Who may use the seal needs a signing certificate of the enterprise that is in force"),
    name_foreign(
            ProblemCategory.refused,
            Actor.caller,
            "印章名称与企业名称不一致",
            "The seal's name does not begin with the enterprise's"),
    seal_unknown(ProblemCategory.not_found, Actor.caller, "没有该印章", "No such seal");

    private final ProblemFacts facts;

    SealMakingProblem(ProblemCategory category, Actor actor, String titleZh, String titleEn) {
        facts = new ProblemFacts(category, actor, titleZh, titleEn);
    }

    @Override
    public ProblemFacts facts() {
        return facts;
    }
}
