package cn.biaozhengtong.stamping.pdf.verification;

import cn.biaozhengtong.crypto.cert.Certificate;
import cn.biaozhengtong.crypto.cert.ChainVerifier;
import cn.biaozhengtong.stamping.RefusedException;
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

/// `VerifyMain [--root CERTIFICATE.pem]… FILE…`: prints what each file's signatures are worth.
public final class VerifyMain {
    private VerifyMain() {}

    public static void main(String[] arguments) throws IOException {
        List<Certificate> roots = new ArrayList<>();
        List<Path> files = new ArrayList<>();
        for (int i = 0; i < arguments.length; i++) {
            if (arguments[i].equals("--root") && i + 1 < arguments.length) {
                i++;
                roots.addAll(Certificate.parsePems(Files.readString(Path.of(arguments[i]))));
            } else {
                files.add(Path.of(arguments[i]));
            }
        }
        ChainVerifier authority = ChainVerifier.trusting(roots.toArray(Certificate[]::new));
        for (Path file : files) {
            print(file, Trust.in(authority, Instant.now()), System.out);
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
