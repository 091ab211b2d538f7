package cn.biaozhengtong.scansession.relyingparty;

import cn.biaozhengtong.kit.problem.Problem;
import cn.biaozhengtong.kit.problem.ProblemCategory;
import cn.biaozhengtong.kit.problem.ProblemFacts;

/// Every refusal around relying parties.
public enum RelyingPartyProblem implements Problem {
    not_registered(ProblemCategory.forbidden, "业务系统未登记", "The relying party is not registered"),
    registered(ProblemCategory.conflict, "业务系统已登记", "Registered already"),
    platform_unknown(ProblemCategory.refused, "没有该平台编码", "No such platform code"),
    certificate_refused(
            ProblemCategory.refused,
            "加密证书无效，或不属于该平台",
            "The certificate is not valid, not for encryption, or not this platform's"),
    return_refused(ProblemCategory.invalid, "返回地址须使用 HTTPS", "Return addresses must be HTTPS"),
    webhook_missing(ProblemCategory.conflict, "未登记回调地址", "No webhook address is registered"),
    webhook_refused(ProblemCategory.invalid, "回调地址不允许", "The webhook address is not allowed");

    private final ProblemFacts facts;

    RelyingPartyProblem(ProblemCategory category, String titleZh, String titleEn) {
        facts = new ProblemFacts(category, Actor.caller, titleZh, titleEn);
    }

    @Override
    public ProblemFacts facts() {
        return facts;
    }
}
