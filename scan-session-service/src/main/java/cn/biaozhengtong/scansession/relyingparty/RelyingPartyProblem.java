package cn.biaozhengtong.scansession.relyingparty;

import cn.biaozhengtong.kit.problem.Problem;
import cn.biaozhengtong.kit.problem.ProblemCategory;
import cn.biaozhengtong.kit.problem.ProblemFacts;

/// Every refusal around relying parties.
public enum RelyingPartyProblem implements Problem {
    not_registered(ProblemCategory.forbidden, "业务系统未登记", "The relying party is not registered"),
    registered(ProblemCategory.conflict, "业务系统已登记", "Registered already"),
    platform_unknown(ProblemCategory.refused, "没有该平台编码", "No such platform code"),
    suspended(
            ProblemCategory.forbidden,
            "该业务系统已被暂停，请联系CA",
            "This platform is suspended: it asks the CA"),
    credential_invalid(
            ProblemCategory.invalid,
            "凭据无效：P-256 公钥（PEM，一至两个），或证书主题及其信任的CA主题，二者取一",
            "Give keys on P-256 (PEM, one or two), or a certificate's subject and its authority's, not both"),
    credential_elsewhere(
            ProblemCategory.conflict,
            "凭据由CA管理员在令牌端点维护，请联系CA",
            "The credential is kept by the CA's administrator at the token endpoint: ask the CA"),
    client_refused(
            ProblemCategory.conflict,
            "令牌端点已有该客户端；请换名，或不带凭据登记",
            "The token endpoint has a client of this id: take another, or register without a credential"),
    tokens_unavailable(
            ProblemCategory.unavailable, "令牌端点暂不可用，请稍后再试", "The token endpoint cannot be asked"),
    sandbox_full(
            ProblemCategory.limited,
            "今天登记的沙箱平台已满，请明天再试",
            "No more sandbox platforms today: come tomorrow"),
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
