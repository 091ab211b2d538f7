package cn.biaozhengtong.scansession.session;

import cn.biaozhengtong.kit.problem.Problem;
import cn.biaozhengtong.kit.problem.ProblemCategory;
import cn.biaozhengtong.kit.problem.ProblemFacts;

/// Every refusal of a scan session.
public enum SessionProblem implements Problem {
    session_unknown(ProblemCategory.not_found, Actor.caller, "没有该扫码会话", "No such session"),
    kind_unsupported(
            ProblemCategory.invalid,
            Actor.caller,
            "暂不支持该扫码类型",
            "This kind of session is not offered yet"),
    bind_incomplete(
            ProblemCategory.invalid,
            Actor.caller,
            "绑定须提供账号、企业名称与统一社会信用代码",
            "Binding needs account, enterprise name and credit code"),
    qr_invalid(ProblemCategory.refused, Actor.user, "二维码无效", "The QR code is not valid"),
    qr_expired(ProblemCategory.expired, Actor.user, "二维码已过期，请重新扫描", "The QR code is too old"),
    session_expired(ProblemCategory.expired, Actor.user, "会话已过期", "The session has expired"),
    session_ended(ProblemCategory.conflict, Actor.user, "会话已结束", "The session has ended"),
    already_scanned(
            ProblemCategory.conflict,
            Actor.user,
            "二维码已被其他设备扫描",
            "Another device scanned this code first"),
    not_scanned(ProblemCategory.conflict, Actor.caller, "请先扫描二维码", "Scan first"),
    certificate_missing(
            ProblemCategory.refused, Actor.user, "本设备没有可用证书", "No usable certificate here"),
    enterprise_mismatch(
            ProblemCategory.refused,
            Actor.user,
            "企业名称与统一社会信用码必须与业务系统保持一致",
            "Enterprise name and credit code must equal the platform's"),
    not_bound(ProblemCategory.refused, Actor.user, "证书未与该平台绑定", "Not bound to this platform"),
    no_permission(ProblemCategory.forbidden, Actor.user, "没有权限", "Not permitted"),
    not_delegated(
            ProblemCategory.forbidden,
            Actor.user,
            "管理员未授权您进行该操作，或授权已用完、已到期",
            "The administrator has not delegated this to you, or it is used up or over");

    private final ProblemFacts facts;

    SessionProblem(ProblemCategory category, Actor actor, String titleZh, String titleEn) {
        facts = new ProblemFacts(category, actor, titleZh, titleEn);
    }

    @Override
    public ProblemFacts facts() {
        return facts;
    }
}
