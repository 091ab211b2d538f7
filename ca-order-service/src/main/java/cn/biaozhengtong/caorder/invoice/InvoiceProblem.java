package cn.biaozhengtong.caorder.invoice;

import cn.biaozhengtong.kit.problem.Problem;
import cn.biaozhengtong.kit.problem.ProblemCategory;
import cn.biaozhengtong.kit.problem.ProblemFacts;

/// Every refusal about invoices.
public enum InvoiceProblem implements Problem {
    invoices_by_hand(
            ProblemCategory.refused,
            "电子发票尚未开通，请联系客服人工开具",
            "Invoices are not issued electronically here; ask the service desk for one"),
    title_unknown(ProblemCategory.not_found, "没有该发票抬头", "No such invoice title"),
    invoice_unknown(ProblemCategory.not_found, "没有该发票", "No such invoice"),
    too_many_titles(ProblemCategory.conflict, "发票抬头数量已达上限", "Too many invoice titles"),
    order_not_completed(
            ProblemCategory.conflict,
            "订单完成后才能开票",
            "An invoice is issued when the order is completed"),
    invoice_exists(
            ProblemCategory.conflict,
            "该订单已开票；如需更改请换开",
            "The order has an invoice; replace it instead"),
    not_replaceable(
            ProblemCategory.conflict, "发票尚未开出或已红冲，不能换开", "Not issued yet, or taken back already");

    private final ProblemFacts facts;

    InvoiceProblem(ProblemCategory category, String titleZh, String titleEn) {
        facts = new ProblemFacts(category, Actor.user, titleZh, titleEn);
    }

    @Override
    public ProblemFacts facts() {
        return facts;
    }
}
