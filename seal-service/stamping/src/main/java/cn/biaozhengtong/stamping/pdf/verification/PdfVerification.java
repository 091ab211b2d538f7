package cn.biaozhengtong.stamping.pdf.verification;

import cn.biaozhengtong.stamping.Refusal;
import cn.biaozhengtong.stamping.RefusedException;
import cn.biaozhengtong.stamping.pdf.verification.syntax.MalformedException;
import cn.biaozhengtong.stamping.pdf.verification.syntax.Source;
import cn.biaozhengtong.stamping.pdf.verification.syntax.TooMuchException;
import cn.biaozhengtong.stamping.report.Report;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;

/// Says what the signatures of a PDF are worth (ISO 32000-2 §12.8, ETSI EN 319 142-1, and SM2 seals
/// by GB/T 38540).
///
/// A report is an answer about any document whose cross references can be read as they stand; the
/// file is not held in memory, and work and memory are bounded. Nothing is fetched.
public final class PdfVerification {
    private final Trust trust;
    private final SealOfSignature seals;

    /// @param seals where signatures keep their seals
    public PdfVerification(Trust trust, SealOfSignature seals) {
        this.trust = trust;
        this.seals = seals;
    }

    /// With the seal where we put it.
    public static Report verify(Path file, Trust trust) throws RefusedException, IOException {
        return new PdfVerification(trust, SealOfSignature.IN_ENTRY).verify(file);
    }

    /// @throws RefusedException when it cannot be judged: not readable as it stands, encrypted, too
    ///   large, or drawn by XFA
    public Report verify(Path file) throws RefusedException, IOException {
        try (FileChannel channel = FileChannel.open(file)) {
            return verify(Source.of(channel));
        }
    }

    Report verify(Source source) throws RefusedException, IOException {
        try {
            return new Examination(Document.of(source), trust, seals).report();
        } catch (MalformedException e) {
            throw new RefusedException(Refusal.not_readable, "structure", e);
        } catch (TooMuchException e) {
            throw new RefusedException(Refusal.too_large, "structure", e);
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }
}
