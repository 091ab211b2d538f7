package cn.biaozhengtong.kit.problem;

import java.util.Locale;
import java.util.Map;

/// One refusal that a feature can answer; implemented by the feature's enum.
///
/// Its `type` is permanent and what clients branch on.
public interface Problem {
    /// Who must act for the refusal to go away.
    enum Actor {
        caller,
        user,
        operator,
        wait
    }

    String name();

    ProblemFacts facts();

    default ProblemCategory category() {
        return facts().category();
    }

    default Actor actor() {
        return facts().actor();
    }

    default String titleZh() {
        return facts().titleZh();
    }

    default String titleEn() {
        return facts().titleEn();
    }

    /// `https://biaozhengtong.cn/problems/<feature>/<slug>`, from the names of enum and constant.
    default String type() {
        String feature =
                getClass()
                        .getSimpleName()
                        .replaceFirst("Problem$", "")
                        .replaceAll("(?<=.)([A-Z])", "-$1");
        return "https://biaozhengtong.cn/problems/"
                + feature.toLowerCase(Locale.ROOT)
                + "/"
                + name().replace('_', '-');
    }

    default ProblemException with(String detail) {
        return new ProblemException(this, detail);
    }

    /// @param extensions members of the document that clients may branch on
    default ProblemException with(String detail, Map<String, Object> extensions) {
        return new ProblemException(this, detail, 5, extensions);
    }

    default ProblemException exception() {
        return new ProblemException(this, "");
    }
}
