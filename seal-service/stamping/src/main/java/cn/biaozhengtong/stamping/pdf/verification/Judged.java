package cn.biaozhengtong.stamping.pdf.verification;

import cn.biaozhengtong.stamping.report.Step;
import java.util.Optional;

/// A signature, judged but for what came later.
///
/// @param revision index of what it signs, -1 when it signs none
record Judged(
        Signed signed,
        int revision,
        Optional<String> valueDigest,
        Optional<String> signer,
        Optional<String> sealName,
        Optional<Moment> moment,
        Certification certification,
        Findings findings) {
    /// Whether its signer answers for what he signed.
    boolean isTrusted() {
        return revision >= 0
                && !findings.hasBad()
                && findings.isGood(Step.signature)
                && findings.isGood(Step.signer_chain)
                && !findings.has(Sentence.revoked_unproven);
    }
}
