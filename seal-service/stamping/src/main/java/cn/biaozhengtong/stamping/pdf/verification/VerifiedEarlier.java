package cn.biaozhengtong.stamping.pdf.verification;

import cn.biaozhengtong.stamping.Refusal;
import cn.biaozhengtong.stamping.RefusedException;
import cn.biaozhengtong.stamping.Trust;
import cn.biaozhengtong.stamping.pdf.EarlierSignatures;
import cn.biaozhengtong.stamping.report.Outcome;
import cn.biaozhengtong.stamping.report.Report;
import cn.biaozhengtong.stamping.report.SignatureReport;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.stream.Stream;

/// Judges the signatures that a document bears by [PdfVerification] before another is put on top.
/// Whoever is not known here has signed all the same; what is broken or changed is refused.
public final class VerifiedEarlier implements EarlierSignatures {
    private final PdfVerification verification;

    public VerifiedEarlier(PdfVerification verification) {
        this.verification = verification;
    }

    /// As whoever knows no authority judges them, at the time of each check.
    public static EarlierSignatures byAnybody() {
        return document ->
                new VerifiedEarlier(
                                new PdfVerification(
                                        Trust.nobody(Instant.now()),
                                        SealOfSignature.IN_ENTRY,
                                        PageLook.NONE))
                        .check(document);
    }

    @Override
    public void check(Path document) throws IOException, RefusedException {
        Report report = verification.verify(document);
        String broken =
                Stream.concat(
                                report.document().stream(),
                                report.signatures().stream()
                                        .map(SignatureReport::findings)
                                        .flatMap(it -> it.stream()))
                        .filter(it -> it.outcome() == Outcome.bad)
                        .map(it -> it.code())
                        .findFirst()
                        .orElse("");
        if (!broken.isEmpty()) {
            throw new RefusedException(Refusal.broken_signature, broken);
        }
    }
}
