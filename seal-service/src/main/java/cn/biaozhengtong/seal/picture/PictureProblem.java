package cn.biaozhengtong.seal.picture;

import cn.biaozhengtong.kit.problem.Problem;
import cn.biaozhengtong.kit.problem.ProblemCategory;
import cn.biaozhengtong.kit.problem.ProblemFacts;

/// Why a picture becomes no seal's.
public enum PictureProblem implements Problem {
    too_coarse(
            ProblemCategory.refused,
            Actor.user,
            "图样像素不足，请按实际尺寸以不低于 200 dpi 重新扫描后上传",
            "It has too few pixels for its size on paper: scan it with at least 200 dpi"),
    sides_unlike(
            ProblemCategory.refused,
            Actor.user,
            "图样的长宽与填写的毫米数不符，请裁剪或改正尺寸后上传",
            "Its sides do not go with its size on paper: crop it, or measure it again"),
    no_print(
            ProblemCategory.refused,
            Actor.user,
            "看不清印迹，请在白纸上清晰盖印或签名，裁去其余部分后上传",
            "There is no clear ink on paper: print or sign on white paper and crop the rest"),
    too_many_pictures(
            ProblemCategory.limited,
            Actor.wait,
            "该印章今日更换图样的次数已达上限",
            "The seal got too many pictures today"),
    consent_missing(
            ProblemCategory.refused,
            Actor.user,
            "须由法定代表人本人按所示内容确认同意",
            "The legal person must consent, in the words that he is shown");

    private final ProblemFacts facts;

    PictureProblem(ProblemCategory category, Actor actor, String titleZh, String titleEn) {
        facts = new ProblemFacts(category, actor, titleZh, titleEn);
    }

    @Override
    public ProblemFacts facts() {
        return facts;
    }
}
