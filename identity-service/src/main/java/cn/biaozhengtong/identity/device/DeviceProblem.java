package cn.biaozhengtong.identity.device;

import cn.biaozhengtong.kit.problem.Problem;
import cn.biaozhengtong.kit.problem.ProblemCategory;
import cn.biaozhengtong.kit.problem.ProblemFacts;

/// Every refusal around devices.
public enum DeviceProblem implements Problem {
    device_unknown(ProblemCategory.not_found, "没有该设备", "No such device");

    private final ProblemFacts facts;

    DeviceProblem(ProblemCategory category, String titleZh, String titleEn) {
        facts = new ProblemFacts(category, Actor.caller, titleZh, titleEn);
    }

    @Override
    public ProblemFacts facts() {
        return facts;
    }
}
