package cn.biaozhengtong.stamping.pdf.verification;

import cn.biaozhengtong.stamping.RefusedException;
import cn.biaozhengtong.stamping.Trust;
import cn.biaozhengtong.stamping.pdf.verification.syntax.Source;
import cn.biaozhengtong.stamping.report.Finding;
import cn.biaozhengtong.stamping.report.Report;
import cn.biaozhengtong.stamping.report.Verdict;
import com.sun.management.ThreadMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.stream.Stream;

/// What Jazzer calls with every input: it must be reported on, or refused, within three seconds of
/// processor time and 256 MiB of allocations, and nothing but a signed document is ever valid.
public final class VerificationFuzz {
    private static final long MAX_NANOS = 3_000_000_000L;
    private static final long MAX_BYTES = 256L << 20;

    /// Classes load and compile first.
    private static final int WARM = 200;

    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private static final Pki PKI = new Pki();
    private static final Trust TRUST = PKI.trust();
    private static int inputs;

    private VerificationFuzz() {}

    /// Good ones of every kind, by an authority that the harness does not know.
    static List<byte[]> examples() {
        Pki theirs = new Pki();
        byte[] once =
                new Signing(Papers.bid(), theirs)
                        .sealed(theirs.seal(theirs.signer.certificate()))
                        .as("seal1");
        byte[] twice = new Signing(once, theirs).by(theirs.colleague).inEmptyField();
        byte[] certified = new Signing(Papers.pages(2), theirs).certifying(2).as("seal1");
        byte[] stamped =
                new Signing(certified, theirs)
                        .set("type", "DocTimeStamp")
                        .set("subFilter", "ETSI.RFC3161")
                        .as("stamp");
        return Stream.of(Papers.bid(), once, twice, certified, stamped).toList();
    }

    public static void fuzzerTestOneInput(byte[] input) throws IOException {
        // Instrumenting and loading classes costs too, but not twice.
        if (tooMuch(input) && inputs++ > WARM && tooMuch(input)) {
            throw new IllegalStateException("took more than three seconds or 256 MiB, twice");
        }
    }

    private static boolean tooMuch(byte[] input) throws IOException {
        long bytes = THREADS.getCurrentThreadAllocatedBytes();
        long nanos = THREADS.getCurrentThreadCpuTime();
        verify(input);
        return THREADS.getCurrentThreadCpuTime() - nanos > MAX_NANOS
                || THREADS.getCurrentThreadAllocatedBytes() - bytes > MAX_BYTES;
    }

    private static void verify(byte[] input) throws IOException {
        try {
            Report report =
                    new PdfVerification(TRUST, SealOfSignature.IN_ENTRY, PageLook.NONE)
                            .verify(Source.of(input));
            boolean valid =
                    report.signatures().stream().anyMatch(it -> it.verdict() == Verdict.valid);
            if (valid) {
                throw new IllegalStateException("a stranger's signature is no valid one");
            }
            for (Finding each : report.document()) {
                if (each.chinese().isBlank() || each.english().contains("%s")) {
                    throw new IllegalStateException("no sentence: " + each);
                }
            }
        } catch (RefusedException e) {
            if (e.refusal().english().isBlank()) {
                throw new IllegalStateException("no reason", e);
            }
        }
    }
}
