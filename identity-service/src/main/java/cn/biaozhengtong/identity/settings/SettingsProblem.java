package cn.biaozhengtong.identity.settings;

import cn.biaozhengtong.kit.problem.Problem;
import cn.biaozhengtong.kit.problem.ProblemCategory;
import cn.biaozhengtong.kit.problem.ProblemFacts;

/// Every refusal of settings.
public enum SettingsProblem implements Problem {
    proof_missing(ProblemCategory.invalid, "请填写当前密码或验证码", "Give the current password or a code"),
    verification_needed(
            ProblemCategory.refused,
            "原手机号无法接收验证码时，请先为更换到该号码进行刷脸或银行验证（15 分钟内有效）",
            "Without the old number prove yourself for this change first; that counts for 15 minutes");

    private final ProblemFacts facts;

    SettingsProblem(ProblemCategory category, String titleZh, String titleEn) {
        facts = new ProblemFacts(category, Actor.user, titleZh, titleEn);
    }

    @Override
    public ProblemFacts facts() {
        return facts;
    }
}
