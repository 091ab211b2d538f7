package cn.biaozhengtong.caorder.recovery;

import cn.biaozhengtong.kit.problem.Problem;
import cn.biaozhengtong.kit.problem.ProblemCategory;

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

    private final ProblemCategory category;
    private final Actor actor;
    private final String titleZh;
    private final String titleEn;

    RecoveryProblem(ProblemCategory category, Actor actor, String titleZh, String titleEn) {
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
