package cn.biaozhengtong.identity.feedback;

import cn.biaozhengtong.kit.problem.Problem;
import cn.biaozhengtong.kit.problem.ProblemCategory;
import cn.biaozhengtong.kit.problem.ProblemFacts;

/// Every refusal around feedback.
public enum FeedbackProblem implements Problem {
    feedback_unknown(ProblemCategory.not_found, Actor.caller, "没有该反馈", "No such feedback"),
    too_many_pictures(ProblemCategory.invalid, Actor.user, "最多可上传 4 张图片", "Four pictures at most"),
    too_many(ProblemCategory.limited, Actor.wait, "今日反馈次数已达上限", "Too much feedback today");

    private final ProblemFacts facts;

    FeedbackProblem(ProblemCategory category, Actor actor, String titleZh, String titleEn) {
        facts = new ProblemFacts(category, actor, titleZh, titleEn);
    }

    @Override
    public ProblemFacts facts() {
        return facts;
    }
}
