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
    parts_foreign(
            ProblemCategory.invalid,
            Actor.caller,
            "含有该扫码类型不使用的内容",
            "A part is given that this kind of session has no use for"),
    bind_incomplete(
            ProblemCategory.invalid,
            Actor.caller,
            "绑定须提供账号、企业名称与统一社会信用代码",
            "Binding needs account, enterprise name and credit code"),
    tool_missing(ProblemCategory.invalid, Actor.caller, "须说明请求认证的工具", "Say which tool asks"),
    items_missing(
            ProblemCategory.invalid,
            Actor.caller,
            "须列出 1 至 500 个待签摘要",
            "List 1 to 500 digests to sign"),
    documents_missing(
            ProblemCategory.invalid,
            Actor.caller,
            "须列出 1 至 500 份待盖章文件及盖章位置",
            "List 1 to 500 documents to seal, each with its places"),
    document_unknown(
            ProblemCategory.not_found,
            Actor.caller,
            "没有该文件，或尚未上传完成",
            "There is no such document, or its upload is not complete"),
    document_differs(
            ProblemCategory.conflict,
            Actor.caller,
            "文件的摘要、名称、格式或页数与上传的不一致",
            "Digest, title, format or pages are not those of the document that was uploaded"),
    page_unknown(ProblemCategory.not_found, Actor.caller, "没有该页", "There is no such page"),
    tender_missing(
            ProblemCategory.invalid,
            Actor.caller,
            "须说明项目、标段与开标时间",
            "State tender, lot and opening time"),
    bids_missing(
            ProblemCategory.invalid,
            Actor.caller,
            "须列出加密文件，且不得重复",
            "List the encrypted files, each once"),
    opened_already(
            ProblemCategory.refused,
            Actor.caller,
            "已过开标时间，不能再加密投标文件",
            "The opening time has passed"),
    envelopes_missing(
            ProblemCategory.invalid,
            Actor.caller,
            "须列出待解密的密钥，且不得重复",
            "List the wrapped keys, each once"),
    envelope_invalid(
            ProblemCategory.invalid,
            Actor.caller,
            "待解密的密钥格式错误",
            "A wrapped key is no SM2 ciphertext of GM/T 0009"),
    party_certificate_missing(
            ProblemCategory.refused,
            Actor.caller,
            "业务系统未登记加密证书",
            "Register the platform's encryption certificate first"),
    not_open_yet(
            ProblemCategory.refused,
            Actor.caller,
            "未到开标时间，只能进行解密演练",
            "Before the opening time only rehearsals are possible"),
    opening_unknown(ProblemCategory.not_found, Actor.caller, "没有该开标大厅", "No such opening"),
    return_refused(
            ProblemCategory.invalid,
            Actor.caller,
            "返回地址未登记",
            "The return address is not registered"),
    view_refused(ProblemCategory.not_found, Actor.caller, "没有该二维码", "No such QR code"),
    not_approved(ProblemCategory.conflict, Actor.caller, "请先确认解密", "Approve first"),
    code_wrong(
            ProblemCategory.refused,
            Actor.user,
            "验证码不一致，会话已终止",
            "Not the code on the platform's screen; the session is ended"),
    other_certificate(
            ProblemCategory.refused,
            Actor.user,
            "投标文件不是用该证书加密的",
            "The files were encrypted for another certificate"),
    recorded_keys_wait(
            ProblemCategory.refused,
            Actor.wait,
            "该证书有尚未开标的投标文件，暂不能解密未登记的密钥",
            "A recorded bid of this certificate has not been opened; nothing unrecorded is decrypted"),
    unrecorded_keys(
            ProblemCategory.refused,
            Actor.user,
            "含有未在本系统登记加密的密钥，须再次确认",
            "Some keys were not recorded when they were made; confirm them expressly"),
    results_incomplete(
            ProblemCategory.invalid, Actor.caller, "须逐一给出每个密钥的结果", "Give one result for each key"),
    altered(
            ProblemCategory.refused,
            Actor.operator,
            "会话内容与展示时不一致，已停止签名",
            "The session is not what was shown; nothing was signed"),
    evidence_missing(
            ProblemCategory.not_found,
            Actor.wait,
            "证据尚未生成，或会话未完成",
            "There is no evidence yet, or the session is not completed"),
    hall_busy(
            ProblemCategory.unavailable,
            Actor.wait,
            "解密排队人数较多，请稍候",
            "Many are decrypting; wait a moment and try again"),
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
    certificate_not_permitted(
            ProblemCategory.forbidden,
            Actor.user,
            "证书权限不包含该操作",
            "The certificate is not permitted to do this"),
    persons_not_admitted(
            ProblemCategory.refused,
            Actor.user,
            "该平台不受理个人证书，请使用单位证书",
            "This platform takes no personal certificates; use an enterprise's"),
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
