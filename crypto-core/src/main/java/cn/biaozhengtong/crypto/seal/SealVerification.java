package cn.biaozhengtong.crypto.seal;

import cn.biaozhengtong.crypto.CryptoException;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// A signature with a seal, judged step by step: what a report tells people, where
/// [SealSignature#verify] would end at the first fault.
///
/// What is arithmetic (the signature, the list, the seal's own signature, the digest) is judged for
/// everybody's seals; whether their makers and signers are known is another question, and `unknown`
/// there means neither good nor forged. Codes are permanent:
///
/// | step | good | bad | unknown |
/// |---|---|---|---|
/// | format | `version-4`, `version-1` | `malformed` | `version-not-known`, `key-not-known` |
/// | signature | `fits`, `fits-misnamed` | `broken`, `algorithm-mismatch` | `algorithm-not-known` |
/// | signer_in_seal | `listed` | `not-listed` | |
/// | seal_signature | `over-info`, `over-all`, `fits-misnamed` | `broken`, `algorithm-mismatch` | `algorithm-not-known` |
/// | maker_chain, signer_chain | `known` | `not-valid-then`, `wrong-purpose`, `issuer-signature-broken`, `path-broken`; of makers also `revoked` | `not-known`; of makers also `status-not-known` |
/// | seal_in_force | `in-force` | `expired`, `not-yet-valid` | |
/// | revocation | `not-revoked` | `revoked` | `no-evidence`, `status-not-known`, `chain-not-known` |
/// | time_stamp | `proven` | `not-over-signature`, `malformed`, and as a chain | `no-time-stamp`, `not-known`, `digest-not-known` |
/// | digest | `plain`, `with-z` | `differs` | |
///
/// After a bad or unknown format every step is `unknown`, `not-judged`. Each step has one finding.
/// Makers that misname their algorithm (`1.2.156.10197.501`) are met in numbers; what they signed
/// fits all the same and is told as `fits-misnamed`.
public final class SealVerification {
    /// The steps, in the order in which they are told (GB/T 38540-2020 §7.3).
    public enum Step {
        format,
        signature,
        signer_in_seal,
        seal_signature,
        maker_chain,
        seal_in_force,
        signer_chain,
        revocation,
        time_stamp,
        digest
    }

    /// How a step came out.
    public enum Outcome {
        good,
        bad,
        /// It cannot be judged here; nothing speaks against it.
        unknown
    }

    /// One step's result.
    ///
    /// @param code permanent, lower case with hyphens; one of the table above
    public record Finding(Step step, Outcome outcome, String code) {
        static Finding good(Step step, String code) {
            return new Finding(step, Outcome.good, code);
        }

        static Finding bad(Step step, String code) {
            return new Finding(step, Outcome.bad, code);
        }

        static Finding unknown(Step step, String code) {
            return new Finding(step, Outcome.unknown, code);
        }
    }

    private static final Set<Step> ARITHMETIC =
            Set.of(
                    Step.format,
                    Step.signature,
                    Step.signer_in_seal,
                    Step.seal_signature,
                    Step.digest);

    private final Optional<SealSignature> signature;
    private final List<Finding> findings;
    private final Optional<Instant> at;

    private SealVerification(
            Optional<SealSignature> signature, List<Finding> findings, Optional<Instant> at) {
        this.signature = signature;
        this.findings = List.copyOf(findings);
        this.at = at;
    }

    /// Judges whatever bytes; throws for none.
    ///
    /// @param der SES_Signature as it was found
    /// @param content what lies in the document now
    public static SealVerification of(byte[] der, SealedContent content, SealTrust trust) {
        Optional<SealVersion> version = SealVersion.of(der);
        if (version.isPresent() && !version.get().isRead()) {
            return unread(Finding.unknown(Step.format, "version-not-known"));
        }
        try {
            return of(SealSignature.parse(der), content, trust);
        } catch (CryptoException e) {
            return unread(
                    ForeignKeys.isIn(der)
                            ? Finding.unknown(Step.format, "key-not-known")
                            : Finding.bad(Step.format, "malformed"));
        }
    }

    /// Judges what was parsed already.
    public static SealVerification of(
            SealSignature signature, SealedContent content, SealTrust trust) {
        SealJudge judge = new SealJudge(signature, trust);
        return new SealVerification(
                Optional.of(signature), judge.findings(content), Optional.of(judge.at()));
    }

    private static SealVerification unread(Finding format) {
        List<Finding> findings =
                Arrays.stream(Step.values())
                        .map(it -> it == Step.format ? format : Finding.unknown(it, "not-judged"))
                        .toList();
        return new SealVerification(Optional.empty(), findings, Optional.empty());
    }

    /// One for each step, in their order.
    public List<Finding> findings() {
        return findings;
    }

    public Finding finding(Step step) {
        return findings.get(step.ordinal());
    }

    /// Empty when it could not be read.
    public Optional<SealSignature> signature() {
        return signature;
    }

    /// The moment at which validity and revocation were judged: the time stamp's, or else the
    /// signer's claim.
    public Optional<Instant> at() {
        return at;
    }

    /// Whether a time stamp of a known authority proves that moment.
    public boolean isProven() {
        return finding(Step.time_stamp).outcome() == Outcome.good;
    }

    /// Whether all arithmetic is right and nothing is bad: a document that is not intact must not
    /// be called so, even where its faults are only `unknown`.
    public boolean isIntact() {
        return findings.stream()
                .allMatch(it ->
                        it.outcome() == Outcome.good
                                || it.outcome() == Outcome.unknown
                                        && !ARITHMETIC.contains(it.step()));
    }
}
