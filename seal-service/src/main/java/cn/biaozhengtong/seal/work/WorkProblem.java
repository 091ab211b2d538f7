package cn.biaozhengtong.seal.work;

import cn.biaozhengtong.kit.problem.Problem;
import cn.biaozhengtong.kit.problem.ProblemCategory;
import cn.biaozhengtong.kit.problem.ProblemException;
import cn.biaozhengtong.kit.problem.ProblemFacts;
import cn.biaozhengtong.stamping.Refusal;
import java.util.Locale;
import java.util.Map;
import org.springframework.context.i18n.LocaleContextHolder;

/// Why a document was not read to its end.
public enum WorkProblem implements Problem {
    document_unsafe(
            ProblemCategory.refused,
            Actor.user,
            "文件无法安全读取，请重新导出后再试",
            "The file cannot be read safely; export it again"),
    document_refused(
            ProblemCategory.refused,
            Actor.user,
            "文件不能这样签章或验证",
            "The document cannot be stamped or verified like this"),
    busy(
            ProblemCategory.unavailable,
            Actor.wait,
            "正在处理的文件较多，请稍后重试",
            "Many documents are being read; try again in a moment");

    private final ProblemFacts facts;

    WorkProblem(ProblemCategory category, Actor actor, String titleZh, String titleEn) {
        facts = new ProblemFacts(category, actor, titleZh, titleEn);
    }

    /// With the library's sentence, and its word for programs as `refusal`.
    static ProblemException refused(Refusal why) {
        boolean english =
                LocaleContextHolder.getLocale().getLanguage().equals(Locale.ENGLISH.getLanguage());
        return document_refused.with(
                english ? why.english() : why.chinese(), Map.of("refusal", why.name()));
    }

    @Override
    public ProblemFacts facts() {
        return facts;
    }
}
