package cn.biaozhengtong.caorder.pair;

import cn.biaozhengtong.kit.problem.Problem;
import cn.biaozhengtong.kit.problem.ProblemCategory;
import cn.biaozhengtong.kit.problem.ProblemFacts;

/// Every refusal around certificates.
public enum CertificateProblem implements Problem {
    certificate_unknown(ProblemCategory.not_found, Actor.caller, "没有该证书", "No such certificate"),
    other_device(
            ProblemCategory.refused,
            Actor.user,
            "证书不在本设备，请在原设备操作或找回证书",
            "The certificate is on another device"),
    already_issued(
            ProblemCategory.conflict,
            Actor.caller,
            "证书已签发，请继续下载",
            "Issued already; continue the download"),
    downloaded(
            ProblemCategory.conflict,
            Actor.caller,
            "证书已下载完成",
            "The download is finished; what came with it is not given again"),
    key_missing(ProblemCategory.conflict, Actor.caller, "请先生成密钥", "Generate the key first"),
    revoked(ProblemCategory.conflict, Actor.caller, "证书已注销", "The certificate is revoked"),
    frozen(
            ProblemCategory.conflict,
            Actor.user,
            "证书已挂失冻结，请为解除挂失刷脸或用银行验证码验证",
            "The certificate is frozen; prove your identity for its release"),
    account_frozen(
            ProblemCategory.conflict,
            Actor.operator,
            "账号已被冻结，证书须待账号解冻后恢复，请联系客服",
            "The account is frozen: its certificates rest until we unfreeze it; call us"),
    enterprise_frozen(
            ProblemCategory.conflict,
            Actor.operator,
            "企业已被冻结，证书须待企业解冻后恢复，请联系客服",
            "The enterprise is frozen: certificates in its name rest until we unfreeze it; call us"),
    not_frozen(ProblemCategory.conflict, Actor.user, "证书未挂失", "The certificate is not frozen"),
    verify_anew(
            ProblemCategory.forbidden,
            Actor.user,
            "请先在本机为此操作刷脸或用银行验证码验证",
            "Prove your identity for this first, on this device"),
    no_member(
            ProblemCategory.forbidden,
            Actor.user,
            "您已不是该企业成员",
            "You no longer belong to the enterprise"),
    tenders_waiting(
            ProblemCategory.conflict,
            Actor.user,
            "有尚未开标的项目，注销后将无法解密",
            "Tenders that have not opened wait for this certificate"),
    predecessor_expired(
            ProblemCategory.conflict,
            Actor.user,
            "原证书已到期，不能再办理，请申请退款",
            "The certificate that this replaces has expired; ask for your money back"),
    predecessor_superseded(
            ProblemCategory.conflict,
            Actor.user,
            "原证书已由其他订单的证书取代，请申请退款",
            "Another order's certificate took the place of what this replaces; ask for your money back"),
    predecessor_recovering(
            ProblemCategory.conflict,
            Actor.wait,
            "原证书正在找回，请稍后再试",
            "What this replaces is being recovered; try again in a moment"),
    platform_unknown(ProblemCategory.refused, Actor.caller, "没有该平台编码", "No such platform code"),
    request_invalid(
            ProblemCategory.invalid,
            Actor.caller,
            "证书申请无效；SM2 申请须以用户标识 1234567812345678 签名",
            "The certification request does not verify; one of SM2 is signed under the user id 1234567812345678"),
    key_not_sm2(
            ProblemCategory.invalid,
            Actor.caller,
            "平台加密证书的密钥须为 SM2",
            "The key that is encrypted to must be of SM2; P-256 cannot encrypt"),
    not_issued(ProblemCategory.conflict, Actor.caller, "证书尚未签发", "Not issued yet");

    private final ProblemFacts facts;

    CertificateProblem(ProblemCategory category, Actor actor, String titleZh, String titleEn) {
        facts = new ProblemFacts(category, actor, titleZh, titleEn);
    }

    @Override
    public ProblemFacts facts() {
        return facts;
    }
}
