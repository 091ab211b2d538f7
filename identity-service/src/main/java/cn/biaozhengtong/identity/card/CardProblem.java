package cn.biaozhengtong.identity.card;

import cn.biaozhengtong.kit.problem.Problem;
import cn.biaozhengtong.kit.problem.ProblemCategory;
import cn.biaozhengtong.kit.problem.ProblemFacts;

/// Every refusal around bank cards.
public enum CardProblem implements Problem {
    card_unknown(ProblemCategory.not_found, Actor.caller, "没有该银行卡", "No such card"),
    card_there(ProblemCategory.conflict, Actor.user, "该银行卡已添加", "The card was added before"),
    too_many_cards(ProblemCategory.refused, Actor.user, "最多可添加 10 张银行卡", "Ten cards at most");

    private final ProblemFacts facts;

    CardProblem(ProblemCategory category, Actor actor, String titleZh, String titleEn) {
        facts = new ProblemFacts(category, actor, titleZh, titleEn);
    }

    @Override
    public ProblemFacts facts() {
        return facts;
    }
}
