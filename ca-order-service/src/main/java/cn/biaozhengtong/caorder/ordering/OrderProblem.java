package cn.biaozhengtong.caorder.ordering;

import cn.biaozhengtong.kit.problem.Problem;
import cn.biaozhengtong.kit.problem.ProblemCategory;
import cn.biaozhengtong.kit.problem.ProblemFacts;

/// Every refusal around orders and their attachments.
public enum OrderProblem implements Problem {
    order_unknown(ProblemCategory.not_found, Actor.caller, "没有该订单", "No such order"),
    product_unknown(ProblemCategory.not_found, Actor.caller, "没有该产品", "No such product"),
    product_not_fitting(
            ProblemCategory.refused,
            Actor.user,
            "该产品不适用于此订单",
            "The product does not fit this order"),
    claim_missing(ProblemCategory.invalid, Actor.caller, "请填写认领或变更编号", "Give the claim's id"),
    claim_settling(
            ProblemCategory.conflict,
            Actor.wait,
            "该认领的上一订单正在办结，请稍后再试",
            "An earlier order of this claim is being ended; try again in a moment"),
    enterprise_missing(
            ProblemCategory.invalid, Actor.caller, "请填写企业编号", "Give the enterprise's id"),
    predecessor_missing(
            ProblemCategory.invalid, Actor.caller, "请填写原证书序列号", "Give the certificate's serial"),
    predecessor_unknown(ProblemCategory.not_found, Actor.caller, "没有该证书", "No such certificate"),
    predecessor_state(
            ProblemCategory.conflict,
            Actor.user,
            "原证书当前状态不能办理",
            "The certificate's state does not allow this"),
    predecessor_superseded(
            ProblemCategory.conflict,
            Actor.user,
            "原证书已被新证书取代，请选择现用证书办理",
            "Another certificate took its place; choose that one"),
    outside_renewal_window(
            ProblemCategory.conflict, Actor.user, "不在可续期时间内", "Outside the time for renewal"),
    successor_exists(
            ProblemCategory.conflict,
            Actor.user,
            "该证书已有在办理的订单",
            "Another order for this certificate is under way"),
    no_member(ProblemCategory.forbidden, Actor.user, "您不是该企业成员", "Not a member of the enterprise"),
    agents_only(
            ProblemCategory.refused,
            Actor.user,
            "管理员请办理新增证书",
            "An administrator orders an additional certificate"),
    succession_void(
            ProblemCategory.conflict,
            Actor.user,
            "您已不是经办人、管理员已变更或申请逾期，接任不再有效；已付款可申请退款，请重新申请",
            "The succession stands no more; have it paid back and ask anew"),
    only_administrator(
            ProblemCategory.forbidden,
            Actor.user,
            "请由企业管理员办理",
            "The enterprise's administrator does this"),
    administrator_missing(
            ProblemCategory.conflict,
            Actor.operator,
            "该企业暂无管理员",
            "The enterprise has no administrator"),
    wrong_state(
            ProblemCategory.conflict,
            Actor.caller,
            "订单当前状态不允许此操作",
            "The order's state does not allow this"),
    fulfilled(
            ProblemCategory.conflict,
            Actor.user,
            "证书已签发，不能退款",
            "Certificates were issued; nothing is paid back"),
    attachment_missing(
            ProblemCategory.refused,
            Actor.user,
            "请先上传所需附件",
            "Upload the papers of this order first"),
    attachment_infected(
            ProblemCategory.refused,
            Actor.user,
            "文件含有恶意代码，未被接收",
            "Malware was found in the file; it was not taken"),
    attachment_altered(
            ProblemCategory.internal,
            Actor.operator,
            "存储中的附件与提交时不一致，请联系安全管理员",
            "The stored file is not what was attached; call the security officer"),
    scan_unavailable(
            ProblemCategory.unavailable,
            Actor.operator,
            "暂时无法检查文件，请稍后重试",
            "The file cannot be scanned now; try again");

    private final ProblemFacts facts;

    OrderProblem(ProblemCategory category, Actor actor, String titleZh, String titleEn) {
        facts = new ProblemFacts(category, actor, titleZh, titleEn);
    }

    @Override
    public ProblemFacts facts() {
        return facts;
    }
}
