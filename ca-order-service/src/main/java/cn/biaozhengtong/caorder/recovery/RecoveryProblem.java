package cn.biaozhengtong.caorder.recovery;

import cn.biaozhengtong.kit.problem.Problem;
import cn.biaozhengtong.kit.problem.ProblemCategory;
import cn.biaozhengtong.kit.problem.ProblemFacts;

/// Every refusal around recoveries.
public enum RecoveryProblem implements Problem {
    recovery_unknown(ProblemCategory.not_found, Actor.caller, "没有该找回申请", "No such recovery"),
    recovery_over(
            ProblemCategory.conflict,
            Actor.user,
            "找回申请已失效，请重新发起",
            "The recovery is over; start anew"),
    recovery_contested(
            ProblemCategory.conflict,
            Actor.operator,
            "该证书有其他找回申请或异议，客服正在优先核实；您也可改用刷脸认证",
            "Contested: two operators look at it before anything else; proving your presence may settle it"),
    recovery_waits(
            ProblemCategory.conflict,
            Actor.user,
            "为防止冒用，未刷脸的找回须等待 15 分钟；刷脸认证后可立即继续",
            "Without a face it waits a quarter of an hour, so that the holder can stop it; a face goes on at once"),
    recovery_own(
            ProblemCategory.refused,
            Actor.user,
            "本设备正是找回设备，不再需要时请停止操作",
            "This device is the one that recovers"),
    recovery_needs_presence(
            ProblemCategory.conflict,
            Actor.user,
            "该证书的一次找回在一天内被阻止，须刷脸认证后才能重新找回",
            "A recovery of it was stopped within a day: only your presence begins another"),
    veto_unproved(
            ProblemCategory.forbidden,
            Actor.user,
            "请用持证手机输入 PIN 阻止，或先为此刷脸；仅登录只能提出异议",
            "Stop it with the certificate's PIN or prove your presence; a login may only object"),
    decided_already(
            ProblemCategory.conflict,
            Actor.operator,
            "您已处理过该找回申请，须由另一位操作员处理",
            "You have decided about it; another operator must"),
    not_contested(
            ProblemCategory.conflict, Actor.operator, "该找回申请无争议", "Nothing is contested here"),
    own_case(
            ProblemCategory.forbidden,
            Actor.operator,
            "不能处理本人的找回申请",
            "Nobody decides about his own recovery"),
    recovery_expired_certificate(
            ProblemCategory.conflict,
            Actor.user,
            "证书已到期，请办理续期或新增，旧文件随新证书找回",
            "The certificate has expired; its keys come with the recovery of a newer one"),
    wrong_shares(
            ProblemCategory.invalid,
            Actor.caller,
            "密钥份额数量不正确",
            "One wrapped share for each encryption certificate");

    private final ProblemFacts facts;

    RecoveryProblem(ProblemCategory category, Actor actor, String titleZh, String titleEn) {
        facts = new ProblemFacts(category, actor, titleZh, titleEn);
    }

    @Override
    public ProblemFacts facts() {
        return facts;
    }
}
