package cn.biaozhengtong.stamping.report;

import java.util.List;

/// A document and its signatures.
///
/// @param format `pdf` or `ofd`
/// @param document what concerns no single signature
/// @param signatures in the order in which they were made
public record Report(
        String format, int pages, List<Finding> document, List<SignatureReport> signatures) {
    public Report {
        document = List.copyOf(document);
        signatures = List.copyOf(signatures);
    }

    /// The worst of its signatures.
    public Verdict verdict() {
        if (document.stream().anyMatch(it -> it.outcome() == Outcome.bad)) {
            return Verdict.invalid;
        }
        return signatures.stream()
                .map(SignatureReport::verdict)
                .max(Report::byHarm)
                .orElse(Verdict.unsigned);
    }

    private static int byHarm(Verdict one, Verdict other) {
        return Integer.compare(one.ordinal(), other.ordinal());
    }
}
