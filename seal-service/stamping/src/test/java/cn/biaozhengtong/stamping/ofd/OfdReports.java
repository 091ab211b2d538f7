package cn.biaozhengtong.stamping.ofd;

import cn.biaozhengtong.stamping.RefusedException;
import cn.biaozhengtong.stamping.Trust;
import cn.biaozhengtong.stamping.report.Outcome;
import cn.biaozhengtong.stamping.report.Report;
import cn.biaozhengtong.stamping.report.SignatureReport;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;

/// Prints what is found in every OFD of a folder, trusting nobody: for documents that other people
/// made. `java … OfdReports FOLDER`.
public final class OfdReports {
    private OfdReports() {}

    public static void main(String[] arguments) throws IOException {
        Trust nobody = Trust.nobody(Instant.now());
        try (var files = Files.list(Path.of(arguments[0]))) {
            for (Path it : files.filter(f -> f.toString().endsWith(".ofd")).sorted().toList()) {
                System.out.printf("%s%n", it.getFileName());
                try {
                    print(OfdVerification.verify(it, nobody));
                } catch (RefusedException e) {
                    System.out.printf("  refused %s%n", e.getMessage());
                }
            }
        }
    }

    private static void print(Report report) {
        System.out.printf("  %s, %d pages%n", report.verdict(), report.pages());
        report.document()
                .forEach(it -> System.out.printf("    %s %s%n", it.outcome(), it.english()));
        for (SignatureReport it : report.signatures()) {
            System.out.printf(
                    "  %s %s at %s, %d boxes, seal %s%n",
                    it.name(),
                    it.verdict(),
                    it.at().map(Object::toString).orElse("?"),
                    it.boxes().size(),
                    it.sealName().orElse("none"));
            it.findings().stream()
                    .filter(found -> found.outcome() != Outcome.good)
                    .forEach(found ->
                            System.out.printf(
                                    "    %s %s %s%n",
                                    found.outcome(), found.code(), found.english()));
            System.out.printf(
                    "    good: %s%n",
                    it.findings().stream()
                            .filter(found -> found.outcome() == Outcome.good)
                            .map(found -> found.code())
                            .toList());
        }
    }
}
