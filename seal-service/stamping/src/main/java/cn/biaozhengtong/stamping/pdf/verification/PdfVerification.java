package cn.biaozhengtong.stamping.pdf.verification;

import cn.biaozhengtong.stamping.Refusal;
import cn.biaozhengtong.stamping.RefusedException;
import cn.biaozhengtong.stamping.Trust;
import cn.biaozhengtong.stamping.pdf.verification.syntax.MalformedException;
import cn.biaozhengtong.stamping.pdf.verification.syntax.Source;
import cn.biaozhengtong.stamping.pdf.verification.syntax.TooMuchException;
import cn.biaozhengtong.stamping.report.Report;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;

/// Says what the signatures of a PDF are worth (ISO 32000-2 §12.8, ETSI EN 319 142-1, and SM2 seals
/// by GB/T 38540).
///
/// A report is an answer about any document whose cross references can be read as they stand; the
/// file is not held in memory, and work and memory are bounded. Nothing is fetched.
public final class PdfVerification {
    private final Trust trust;
    private final SealOfSignature seals;
    private final PageLook look;

    /// @param seals where signatures keep their seals
    /// @param look whether pages look otherwise than when they were signed
    public PdfVerification(Trust trust, SealOfSignature seals, PageLook look) {
        this.trust = trust;
        this.seals = seals;
        this.look = look;
    }

    /// With the seal where we put it.
    public static Report verify(Path file, Trust trust) throws RefusedException, IOException {
        return new PdfVerification(trust, SealOfSignature.IN_ENTRY, PageLook.NONE).verify(file);
    }

    /// @throws RefusedException when it cannot be judged: not readable as it stands, encrypted, too
    ///   large, or drawn by XFA
    public Report verify(Path file) throws RefusedException, IOException {
        try (FileChannel channel = FileChannel.open(file)) {
            return verify(Source.of(channel), (end, pages) -> look.different(file, end, pages));
        }
    }

    /// Looks at pages of the file that is verified.
    interface Look {
        Set<Integer> different(long end, List<Integer> pages) throws IOException;
    }

    /// Of what is in memory, whose pages are not looked at.
    Report verify(Source source) throws RefusedException, IOException {
        return verify(source, (end, pages) -> Set.of());
    }

    private Report verify(Source source, Look pages) throws RefusedException, IOException {
        try {
            return new Examination(Document.of(source), trust, seals, pages).report();
        } catch (MalformedException e) {
            throw new RefusedException(Refusal.not_readable, "structure", e);
        } catch (TooMuchException e) {
            throw new RefusedException(Refusal.too_large, "structure", e);
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }
}
