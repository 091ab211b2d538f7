package cn.biaozhengtong.caorder.payment;

import cn.biaozhengtong.kit.problem.Problem;
import cn.biaozhengtong.kit.problem.ProblemCategory;

/// Every refusal of payment.
public enum PaymentProblem implements Problem {
    channel_unknown(ProblemCategory.invalid, Actor.caller, "不支持的支付方式", "No such payment channel"),
    notice_forged(ProblemCategory.refused, Actor.caller, "通知未通过验证", "The notice does not verify"),
    trade_unknown(ProblemCategory.not_found, Actor.caller, "没有该交易", "No such trade");

    private final ProblemCategory category;
    private final Actor actor;
    private final String titleZh;
    private final String titleEn;

    PaymentProblem(ProblemCategory category, Actor actor, String titleZh, String titleEn) {
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
