package cn.biaozhengtong.seal.local;

import cn.biaozhengtong.kit.problem.Problem;
import cn.biaozhengtong.kit.problem.ProblemCategory;
import cn.biaozhengtong.kit.problem.ProblemFacts;

/// Every refusal around documents that stay with a bid tool.
public enum LocalProblem implements Problem {
    tool_silent(
            ProblemCategory.conflict,
            Actor.wait,
            "标书工具正在本地准备文件，请保持其打开，稍后再试",
            "The bid tool is still putting the seal in; keep it open and try again"),
    preparation_unknown(
            ProblemCategory.not_found,
            Actor.wait,
            "该会话没有待准备的文件，或已有新的一次准备",
            "Nothing is to be prepared for this session, or it was asked anew"),
    preparation_answered(
            ProblemCategory.conflict,
            Actor.caller,
            "该次准备已提交过不同的摘要",
            "This preparation was answered with other digests"),
    preparation_foreign(
            ProblemCategory.refused,
            Actor.caller,
            "提交的摘要与该次准备的文件不符",
            "The answer does not fit the documents that are to be prepared");

    private final ProblemFacts facts;

    LocalProblem(ProblemCategory category, Actor actor, String titleZh, String titleEn) {
        facts = new ProblemFacts(category, actor, titleZh, titleEn);
    }

    @Override
    public ProblemFacts facts() {
        return facts;
    }
}
