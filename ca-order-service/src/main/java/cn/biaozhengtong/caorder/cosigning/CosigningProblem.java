package cn.biaozhengtong.caorder.cosigning;

import cn.biaozhengtong.kit.problem.Problem;
import cn.biaozhengtong.kit.problem.ProblemCategory;
import cn.biaozhengtong.kit.problem.ProblemFacts;

/// Every refusal of co-signing. What exactly was wrong with an answer is never said.
public enum CosigningProblem implements Problem {
    key_unknown(ProblemCategory.not_found, Actor.caller, "没有该证书密钥", "No such key"),
    key_unusable(ProblemCategory.refused, Actor.user, "证书不可用", "The key cannot be used"),
    key_confirmed(
            ProblemCategory.conflict,
            Actor.caller,
            "证书已下载完成",
            "The device confirmed this key; what came with it is not given again"),
    wrong_pin(ProblemCategory.refused, Actor.user, "证书密码错误", "Wrong PIN"),
    pin_locked(
            ProblemCategory.limited,
            Actor.wait,
            "证书密码错误次数过多，请 30 分钟后重试",
            "Too many wrong PINs; try again in 30 minutes"),
    pin_blocked(
            ProblemCategory.refused,
            Actor.user,
            "证书密码错误次数过多，请找回证书",
            "Too many wrong PINs; recover the certificate"),
    no_pin_change(
            ProblemCategory.conflict, Actor.caller, "没有进行中的密码修改", "No change of PIN is under way"),
    round_lost(ProblemCategory.conflict, Actor.caller, "签名会话已失效，请重新开始", "Begin a new round"),
    too_many_items(ProblemCategory.invalid, Actor.caller, "签名数量超限", "Too many items");

    private final ProblemFacts facts;

    CosigningProblem(ProblemCategory category, Actor actor, String titleZh, String titleEn) {
        facts = new ProblemFacts(category, actor, titleZh, titleEn);
    }

    @Override
    public ProblemFacts facts() {
        return facts;
    }
}
