package cn.biaozhengtong.seal.work;

import cn.biaozhengtong.stamping.Box;
import cn.biaozhengtong.stamping.report.Finding;
import cn.biaozhengtong.stamping.report.Report;
import cn.biaozhengtong.stamping.report.SignatureReport;
import cn.biaozhengtong.stamping.report.Verdict;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What the signatures of a document are worth, as it is answered to anybody.
///
/// @param document what concerns no single signature
/// @param signatures in the order in which they were made
public record VerifiedDocument(
        DocumentFormat format,
        int pages,
        Verdict verdict,
        List<Finding> document,
        List<Signature> signatures) {
    public VerifiedDocument {
        document = List.copyOf(document);
        signatures = List.copyOf(signatures);
    }

    /// One signature.
    ///
    /// @param name of the field, or of the signature in OFD
    /// @param signer subject of his certificate (RFC 4514)
    /// @param at when: the time stamp's, or else the signer's claim
    /// @param proven whether a time stamp proves it
    /// @param boxes where it is seen
    /// @param certified the level (DocMDP) when it certifies the document
    /// @param findings step by step
    public record Signature(
            String name,
            Verdict verdict,
            @Nullable String signer,
            @Nullable String sealName,
            @Nullable Instant at,
            boolean proven,
            List<Box> boxes,
            @Nullable Integer certified,
            List<Finding> findings) {
        public Signature {
            boxes = List.copyOf(boxes);
            findings = List.copyOf(findings);
        }

        private static Signature of(SignatureReport it) {
            return new Signature(
                    it.name(),
                    it.verdict(),
                    it.signer().orElse(null),
                    it.sealName().orElse(null),
                    it.at().orElse(null),
                    it.proven(),
                    it.boxes(),
                    it.certified().orElse(null),
                    it.findings());
        }
    }

    static VerifiedDocument of(Report it) {
        return new VerifiedDocument(
                DocumentFormat.valueOf(it.format()),
                it.pages(),
                it.verdict(),
                it.document(),
                it.signatures().stream().map(Signature::of).toList());
    }
}
