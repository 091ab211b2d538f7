package cn.biaozhengtong.caorder.ordering;

import cn.biaozhengtong.kit.problem.Problem;
import cn.biaozhengtong.kit.problem.ProblemCategory;

/// Every refusal around orders and their attachments.
public enum OrderProblem implements Problem {
    order_unknown(ProblemCategory.not_found, Actor.caller, "没有该订单", "No such order"),
    product_unknown(ProblemCategory.not_found, Actor.caller, "没有该产品", "No such product"),
    wrong_state(
            ProblemCategory.conflict,
            Actor.caller,
            "订单当前状态不允许此操作",
            "The order's state does not allow this"),
    fulfilled(
            ProblemCategory.conflict,
            Actor.user,
            "证书已签发，不能退款",
            "Certificates were issued; nothing is paid back"),
    attachment_missing(
            ProblemCategory.refused,
            Actor.user,
            "请先上传营业执照与盖章附件",
            "Upload the licence and the stamped form first"),
    attachment_type(
            ProblemCategory.invalid, Actor.user, "仅支持 JPEG、PNG 或 PDF", "JPEG, PNG or PDF only"),
    attachment_broken(ProblemCategory.invalid, Actor.user, "文件无法读取", "The file cannot be read"),
    attachment_too_large(
            ProblemCategory.invalid, Actor.user, "图片尺寸或页数过大", "Too many pixels or pages");

    private final ProblemCategory category;
    private final Actor actor;
    private final String titleZh;
    private final String titleEn;

    OrderProblem(ProblemCategory category, Actor actor, String titleZh, String titleEn) {
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
