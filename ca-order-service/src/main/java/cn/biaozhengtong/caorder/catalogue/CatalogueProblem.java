package cn.biaozhengtong.caorder.catalogue;

import cn.biaozhengtong.kit.problem.Problem;
import cn.biaozhengtong.kit.problem.ProblemCategory;
import cn.biaozhengtong.kit.problem.ProblemFacts;

/// Every refusal to the one who keeps the catalogue.
public enum CatalogueProblem implements Problem {
    platform_unknown(ProblemCategory.not_found, "没有该业务平台", "No such platform"),
    name_taken(
            ProblemCategory.conflict,
            Actor.caller,
            "已有同名（不计大小写、全半角、空格和标点）的业务平台，请换名",
            "Another platform has this name, apart from case, width, spaces and punctuation: take another"),
    product_absent(ProblemCategory.not_found, "没有该产品", "No such product"),
    product_exists(
            ProblemCategory.conflict,
            "产品编码已被使用；产品不能修改，请另建",
            "The code is taken; products are not changed, make another"),
    price_in_the_past(
            ProblemCategory.invalid, "价格只能从将来时刻起生效", "A price holds from a future moment on"),
    price_exists(ProblemCategory.conflict, "该时刻已有价格", "There is a price from that moment already");

    private final ProblemFacts facts;

    CatalogueProblem(ProblemCategory category, String titleZh, String titleEn) {
        this(category, Actor.operator, titleZh, titleEn);
    }

    CatalogueProblem(ProblemCategory category, Actor actor, String titleZh, String titleEn) {
        facts = new ProblemFacts(category, actor, titleZh, titleEn);
    }

    @Override
    public ProblemFacts facts() {
        return facts;
    }
}
