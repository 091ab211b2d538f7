package cn.biaozhengtong.stamping.report;

import cn.biaozhengtong.stamping.Box;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// One signature of a document.
///
/// @param name of the field, or of the signature in OFD
/// @param valueDigest SM3 of the signature's own bytes, in hexadecimal, by which it is known
/// @param signer subject of his certificate (RFC 4514)
/// @param sealName and the kind of it, where there is a seal
/// @param at when: the time stamp's, or else the signer's claim
/// @param proven whether a time stamp proves it
/// @param boxes where it is seen
/// @param certified the level (DocMDP) when it certifies the document
/// @param findings in the order of [Step]
public record SignatureReport(
        String name,
        Optional<String> valueDigest,
        Verdict verdict,
        Optional<String> signer,
        Optional<String> sealName,
        Optional<Instant> at,
        boolean proven,
        List<Box> boxes,
        Optional<Integer> certified,
        List<Finding> findings) {
    public SignatureReport {
        boxes = List.copyOf(boxes);
        findings = List.copyOf(findings);
    }

    /// What the findings say in all: bad beats unknown.
    public static Verdict verdict(List<Finding> findings) {
        if (findings.stream().anyMatch(it -> it.outcome() == Outcome.bad)) {
            return Verdict.invalid;
        }
        return findings.stream().anyMatch(it -> it.outcome() == Outcome.unknown)
                ? Verdict.intact_not_proven
                : Verdict.valid;
    }
}
