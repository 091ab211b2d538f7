package cn.biaozhengtong.seal.work;

import cn.biaozhengtong.stamping.Box;
import cn.biaozhengtong.stamping.report.Finding;
import cn.biaozhengtong.stamping.report.Report;
import cn.biaozhengtong.stamping.report.SignatureReport;
import cn.biaozhengtong.stamping.report.Verdict;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
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
    /// @param valueDigest SM3 of the signature's own bytes, by which it is known
    /// @param signer subject of his certificate (RFC 4514)
    /// @param at when: the time stamp's, or else the signer's claim
    /// @param proven whether a time stamp proves it
    /// @param boxes where it is seen
    /// @param certified the level (DocMDP) when it certifies the document
    /// @param findings step by step
    public record Signature(
            String name,
            @Nullable String valueDigest,
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

        private Signature withdrawn(Finding what) {
            List<Finding> all = new ArrayList<>(findings);
            all.add(what);
            return new Signature(
                    name,
                    valueDigest,
                    SignatureReport.verdict(all),
                    signer,
                    sealName,
                    at,
                    proven,
                    boxes,
                    certified,
                    all);
        }

        private static Signature of(SignatureReport it) {
            return new Signature(
                    it.name(),
                    it.valueDigest().orElse(null),
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

    /// With what is known of signatures that were taken back.
    ///
    /// @param known a sentence for each, by the digest of its value
    public VerifiedDocument withdrawn(Map<String, Finding> known) {
        List<Signature> told =
                signatures.stream()
                        .map(it -> {
                            Finding what =
                                    known.get(Objects.requireNonNullElse(it.valueDigest(), ""));
                            return what == null ? it : it.withdrawn(what);
                        })
                        .toList();
        boolean weaker = verdict == Verdict.valid && !told.equals(signatures);
        Verdict all = weaker ? Verdict.intact_not_proven : verdict;
        return new VerifiedDocument(format, pages, all, document, told);
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
