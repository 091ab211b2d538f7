package cn.biaozhengtong.identity.feedback;

import cn.biaozhengtong.kit.problem.Problem;
import cn.biaozhengtong.kit.problem.ProblemCategory;
import cn.biaozhengtong.kit.problem.ProblemFacts;

/// Every refusal around feedback.
public enum FeedbackProblem implements Problem {
    feedback_unknown(ProblemCategory.not_found, Actor.caller, "没有该反馈", "No such feedback"),
    picture_refused(
            ProblemCategory.invalid,
            Actor.user,
            "图片须为 JPEG 或 PNG，且不超过 4000 万像素",
            "A picture must be JPEG or PNG, of at most 40 million pixels"),
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
