package cn.biaozhengtong.caorder.operatorkey;

import cn.biaozhengtong.kit.problem.Problem;
import cn.biaozhengtong.kit.problem.ProblemCategory;
import cn.biaozhengtong.kit.problem.ProblemFacts;

/// Every refusal around operators' keys.
public enum OperatorKeyProblem implements Problem {
    not_enrolled(
            ProblemCategory.forbidden,
            Actor.operator,
            "操作员密钥未登记",
            "The operator's key is not enrolled"),
    not_in_force(
            ProblemCategory.forbidden,
            Actor.operator,
            "操作员证书已到期或已注销，请先更换密钥",
            "The operator's certificate expired or was revoked; have a new key enrolled first"),
    key_unknown(ProblemCategory.not_found, Actor.operator, "没有该操作员密钥", "No such operator's key"),
    key_enrolled(
            ProblemCategory.conflict,
            Actor.operator,
            "该密钥已登记过，请使用新密钥",
            "This key is enrolled already; make a new one"),
    proposal_open(
            ProblemCategory.conflict,
            Actor.operator,
            "该操作员已有待确认的密钥",
            "A key of this operator waits for confirmation already"),
    proposal_lapsed(
            ProblemCategory.expired, Actor.operator, "登记申请已过期，请重新提交", "The proposal has lapsed"),
    username_invalid(
            ProblemCategory.invalid,
            Actor.operator,
            "操作员用户名须与登录名一致：2 至 60 位小写字母、数字及 . _ - @，首尾为字母或数字",
            "Give the operator's user name as he logs in: 2 to 60 small letters, digits, . _ - @ within"),
    same_administrator(
            ProblemCategory.forbidden,
            Actor.operator,
            "登记与确认必须由不同管理员完成",
            "Who proposed a key does not confirm it"),
    own_key(
            ProblemCategory.forbidden,
            Actor.operator,
            "不能登记或确认本人的密钥",
            "Nobody proposes or confirms a key of his own"),
    other_key(
            ProblemCategory.conflict,
            Actor.operator,
            "密钥指纹不一致，请与操作员当面核对",
            "The key's fingerprint differs; compare it with the operator"),
    request_invalid(
            ProblemCategory.invalid,
            Actor.caller,
            "密钥申请无效",
            "The certification request does not verify"),
    since_missing(
            ProblemCategory.invalid,
            Actor.operator,
            "密钥泄露须填写起始时间",
            "Say from when on the key was not the operator's alone"),
    wrong_state(
            ProblemCategory.conflict,
            Actor.operator,
            "密钥当前状态不允许该操作",
            "Not possible in the key's present state");

    private final ProblemFacts facts;

    OperatorKeyProblem(ProblemCategory category, Actor actor, String titleZh, String titleEn) {
        facts = new ProblemFacts(category, actor, titleZh, titleEn);
    }

    @Override
    public ProblemFacts facts() {
        return facts;
    }
}
