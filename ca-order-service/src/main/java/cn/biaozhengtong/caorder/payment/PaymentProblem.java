package cn.biaozhengtong.caorder.payment;

import cn.biaozhengtong.kit.problem.Problem;
import cn.biaozhengtong.kit.problem.ProblemCategory;
import cn.biaozhengtong.kit.problem.ProblemFacts;

/// Every refusal of payment.
public enum PaymentProblem implements Problem {
    channel_unknown(ProblemCategory.invalid, Actor.caller, "不支持的支付方式", "No such payment channel"),
    notice_forged(ProblemCategory.refused, Actor.caller, "通知未通过验证", "The notice does not verify"),
    refunded_already(
            ProblemCategory.conflict, Actor.user, "已申请退款", "A refund was requested already"),
    refund_partial(
            ProblemCategory.invalid, Actor.caller, "仅支持全额退款", "Only the whole price is paid back"),
    refund_not_refused(
            ProblemCategory.conflict,
            Actor.operator,
            "该退款未被渠道拒绝，无需重试",
            "The channel has not refused this refund"),
    day_not_over(ProblemCategory.invalid, Actor.operator, "当日尚未结束", "The day is not over yet"),
    trade_closed(ProblemCategory.conflict, Actor.user, "该交易已关闭", "The trade is closed"),
    scene_unknown(
            ProblemCategory.invalid,
            Actor.caller,
            "该支付方式不支持此场景",
            "The channel has no such scene, or it needs to know the payer"),
    channel_refused(
            ProblemCategory.provider_failed,
            Actor.operator,
            "支付渠道拒绝了此交易，请选择其他方式",
            "The payment channel refused the trade; choose another"),
    channel_down(
            ProblemCategory.unavailable,
            Actor.caller,
            "支付渠道暂时没有响应，请稍后重试",
            "The payment channel does not answer; try again"),
    trade_unknown(ProblemCategory.not_found, Actor.caller, "没有该交易", "No such trade");

    private final ProblemFacts facts;

    PaymentProblem(ProblemCategory category, Actor actor, String titleZh, String titleEn) {
        facts = new ProblemFacts(category, actor, titleZh, titleEn);
    }

    @Override
    public ProblemFacts facts() {
        return facts;
    }
}
