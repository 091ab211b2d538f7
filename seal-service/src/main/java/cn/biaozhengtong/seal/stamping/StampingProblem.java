package cn.biaozhengtong.seal.stamping;

import cn.biaozhengtong.kit.problem.Problem;
import cn.biaozhengtong.kit.problem.ProblemCategory;
import cn.biaozhengtong.kit.problem.ProblemFacts;

/// Why a session cannot stamp.
public enum StampingProblem implements Problem {
    seal_missing(
            ProblemCategory.conflict,
            Actor.user,
            "企业还没有该印章，请企业管理员在【印章管理】中制作",
            "The enterprise has no such seal; its administrator can make it under Seals"),
    seal_stopped(
            ProblemCategory.conflict,
            Actor.user,
            "该印章已停用，请企业管理员恢复后再用",
            "The seal is stopped; its administrator can resume it"),
    seal_not_filed(
            ProblemCategory.conflict,
            Actor.user,
            "该印章尚未完成备案，备案完成后即可使用；进度见【印章管理】",
            "The seal is not filed yet and can be used once it is; see Seals"),
    seal_remade(
            ProblemCategory.conflict,
            Actor.user,
            "印章在确认前已重新制作，请重新确认",
            "The seal was made anew before this was confirmed; look again and confirm"),
    certificate_not_listed(
            ProblemCategory.forbidden,
            Actor.user,
            "该证书无权使用此印章，请企业管理员授权",
            "This certificate may not use the seal; the administrator can delegate it"),
    stamping_unknown(
            ProblemCategory.not_found, Actor.caller, "该会话没有待签章的文件", "The session stamps nothing"),
    session_signed(
            ProblemCategory.conflict,
            Actor.caller,
            "该会话已签名，不能再更改文件",
            "The session is signed; its documents cannot change any more"),
    signature_foreign(
            ProblemCategory.refused,
            Actor.caller,
            "签名与该会话的文件不符",
            "The signatures are not over what this session has stamped"),
    stamp_not_good(
            ProblemCategory.conflict,
            Actor.user,
            "签章未通过验证，请重新发起",
            "The stamped document does not verify; begin again");

    private final ProblemFacts facts;

    StampingProblem(ProblemCategory category, Actor actor, String titleZh, String titleEn) {
        facts = new ProblemFacts(category, actor, titleZh, titleEn);
    }

    @Override
    public ProblemFacts facts() {
        return facts;
    }
}
