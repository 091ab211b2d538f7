package cn.biaozhengtong.stamping.pdf.verification;

import cn.biaozhengtong.stamping.RefusedException;
import cn.biaozhengtong.stamping.Trust;
import cn.biaozhengtong.stamping.pdf.verification.syntax.Source;
import cn.biaozhengtong.stamping.report.Finding;
import cn.biaozhengtong.stamping.report.Report;
import cn.biaozhengtong.stamping.report.SignatureReport;
import java.io.IOException;
import java.util.List;
import java.util.stream.Stream;

/// Reads reports for tests.
final class Reports {
    private Reports() {}

    static Report of(byte[] file, Trust trust) {
        try {
            return new PdfVerification(trust, SealOfSignature.IN_ENTRY, PageLook.NONE)
                    .verify(Source.of(file));
        } catch (RefusedException | IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /// Of the document and all signatures.
    static List<String> codes(Report report) {
        return Stream.concat(
                        report.document().stream(),
                        report.signatures().stream().flatMap(it -> it.findings().stream()))
                .map(Finding::code)
                .toList();
    }

    static List<String> codes(SignatureReport report) {
        return report.findings().stream().map(Finding::code).toList();
    }

    static SignatureReport named(Report report, String name) {
        return report.signatures().stream()
                .filter(it -> it.name().equals(name))
                .findFirst()
                .orElseThrow();
    }
}
