package cn.biaozhengtong.stamping.pdf.verification;

import cn.biaozhengtong.stamping.report.Finding;
import cn.biaozhengtong.stamping.report.Outcome;
import cn.biaozhengtong.stamping.report.Step;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// Findings as they come in; read in the order of their steps, each sentence once.
final class Findings {
    private final List<Finding> found = new ArrayList<>();

    void add(Sentence sentence, Object... about) {
        Finding finding = sentence.about(about);
        if (!found.contains(finding)) {
            found.add(finding);
        }
    }

    boolean hasBad() {
        return found.stream().anyMatch(it -> it.outcome() == Outcome.bad);
    }

    boolean has(Sentence sentence) {
        return found.contains(sentence.about());
    }

    boolean isGood(Step step) {
        return found.stream().anyMatch(it -> it.step() == step)
                && found.stream()
                        .filter(it -> it.step() == step)
                        .allMatch(it -> it.outcome() == Outcome.good);
    }

    List<Finding> list() {
        return found.stream().sorted(Comparator.comparing(Finding::step)).toList();
    }
}
