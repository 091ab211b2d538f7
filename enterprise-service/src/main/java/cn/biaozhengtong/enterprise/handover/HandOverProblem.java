package cn.biaozhengtong.enterprise.handover;

import cn.biaozhengtong.kit.problem.Problem;
import cn.biaozhengtong.kit.problem.ProblemCategory;
import cn.biaozhengtong.kit.problem.ProblemFacts;

/// Every refusal around handing over. What is between two others looks absent.
public enum HandOverProblem implements Problem {
    hand_over_unknown(ProblemCategory.not_found, Actor.caller, "没有该移交申请", "No such hand-over"),
    hand_over_open(
            ProblemCategory.conflict,
            Actor.user,
            "已有进行中的移交，请先撤回",
            "Another hand-over is open; withdraw it first"),
    hand_over_ended(ProblemCategory.conflict, Actor.user, "该移交已结束", "The hand-over has ended"),
    offer_void(
            ProblemCategory.conflict,
            Actor.user,
            "移交所用的证书已失效，请管理员重新发起移交",
            "The certificate that signed the offer is no longer in force; it has to be offered anew"),
    successor_no_agent(
            ProblemCategory.refused,
            Actor.user,
            "接任人须为本企业办事人员",
            "The successor must be an agent of the enterprise"),
    certificate_foreign(
            ProblemCategory.refused,
            Actor.user,
            "须使用本企业的有效证书",
            "It takes a certificate of this enterprise, in force"),
    verify_anew(
            ProblemCategory.refused,
            Actor.user,
            "请先在本机为接任刷脸或用银行验证码验证",
            "Prove your identity for this offer first, on this device"),
    consent_unsigned(
            ProblemCategory.refused,
            Actor.user,
            "您持有本企业证书，请输入证书密码确认",
            "You hold a certificate of the enterprise: consent with its PIN");

    private final ProblemFacts facts;

    HandOverProblem(ProblemCategory category, Actor actor, String titleZh, String titleEn) {
        facts = new ProblemFacts(category, actor, titleZh, titleEn);
    }

    @Override
    public ProblemFacts facts() {
        return facts;
    }
}
