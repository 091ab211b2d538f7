package cn.biaozhengtong.stamping.pdf.verification;

import cn.biaozhengtong.crypto.cert.Certificate;
import cn.biaozhengtong.crypto.cert.ChainVerifier;
import cn.biaozhengtong.stamping.RefusedException;
import cn.biaozhengtong.stamping.Trust;
import cn.biaozhengtong.stamping.report.Finding;
import cn.biaozhengtong.stamping.report.Report;
import cn.biaozhengtong.stamping.report.SignatureReport;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/// `VerifyMain [--root CERTIFICATE.pem]… [--maker CERTIFICATE.pem]… FILE…`: prints what each file's
/// signatures are worth. Makers of seals are trusted by their own certificates.
public final class VerifyMain {
    private VerifyMain() {}

    public static void main(String[] arguments) throws IOException {
        List<Certificate> roots = new ArrayList<>();
        List<Certificate> makers = new ArrayList<>();
        List<Path> files = new ArrayList<>();
        for (int i = 0; i < arguments.length; i++) {
            boolean root = arguments[i].equals("--root");
            if ((root || arguments[i].equals("--maker")) && i + 1 < arguments.length) {
                i++;
                (root ? roots : makers)
                        .addAll(Certificate.parsePems(Files.readString(Path.of(arguments[i]))));
            } else {
                files.add(Path.of(arguments[i]));
            }
        }
        Trust trust =
                Trust.in(
                        ChainVerifier.trusting(roots.toArray(Certificate[]::new)),
                        ChainVerifier.trusting(makers.toArray(Certificate[]::new)),
                        Instant.now());
        for (Path file : files) {
            print(file, trust, System.out);
        }
    }

    private static void print(Path file, Trust trust, PrintStream out) throws IOException {
        try {
            Report report = PdfVerification.verify(file, trust);
            out.printf("%s: %s, %d p.%n", file.getFileName(), report.verdict(), report.pages());
            report.document().forEach(it -> print(it, out));
            for (SignatureReport each : report.signatures()) {
                out.printf(
                        "  %s: %s, %s, %s%s%n",
                        each.name(),
                        each.verdict(),
                        each.signer().orElse("?"),
                        each.at().map(Instant::toString).orElse("?"),
                        each.certified().map(it -> ", certified at level " + it).orElse(""));
                each.findings().forEach(it -> print(it, out));
            }
        } catch (RefusedException e) {
            out.printf(
                    "%s: refused, %s (%s)%n",
                    file.getFileName(), e.refusal(), e.refusal().english());
        }
    }

    private static void print(Finding finding, PrintStream out) {
        out.printf(
                "    %s %s: %s %s%n",
                finding.outcome(), finding.code(), finding.chinese(), finding.english());
    }
}
