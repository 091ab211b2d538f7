package cn.biaozhengtong.caorder.recovery;

import cn.biaozhengtong.kit.problem.Problem;
import cn.biaozhengtong.kit.problem.ProblemCategory;
import cn.biaozhengtong.kit.problem.ProblemFacts;

/// Every refusal around recoveries.
public enum RecoveryProblem implements Problem {
    recovery_unknown(ProblemCategory.not_found, Actor.caller, "没有该找回申请", "No such recovery"),
    recovery_over(
            ProblemCategory.conflict,
            Actor.user,
            "找回申请已失效，请重新发起",
            "The recovery is over; start anew"),
    recovery_expired_certificate(
            ProblemCategory.conflict,
            Actor.user,
            "证书已到期，请办理续期或新增，旧文件随新证书找回",
            "The certificate has expired; its keys come with the recovery of a newer one"),
    wrong_shares(
            ProblemCategory.invalid,
            Actor.caller,
            "密钥份额数量不正确",
            "One wrapped share for each encryption certificate");

    private final ProblemFacts facts;

    RecoveryProblem(ProblemCategory category, Actor actor, String titleZh, String titleEn) {
        facts = new ProblemFacts(category, actor, titleZh, titleEn);
    }

    @Override
    public ProblemFacts facts() {
        return facts;
    }
}
