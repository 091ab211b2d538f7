package cn.biaozhengtong.crypto.seal;

import cn.biaozhengtong.crypto.CryptoException;
import cn.biaozhengtong.crypto.Sm2PublicKey;
import cn.biaozhengtong.crypto.Suite;
import cn.biaozhengtong.crypto.cert.Certificate;
import cn.biaozhengtong.crypto.cert.CertificateProfile;
import cn.biaozhengtong.crypto.cert.ChainVerifier;
import cn.biaozhengtong.crypto.cert.VerifiedChain;
import cn.biaozhengtong.crypto.internal.Sm2Group;
import cn.biaozhengtong.crypto.seal.SealVerification.Finding;
import cn.biaozhengtong.crypto.seal.SealVerification.Step;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// One method for each step that [SealVerification] tells.
final class SealJudge {
    private static final byte[] NOTHING = {};

    private final SealSignature signature;
    private final SealTrust trust;
    private final Finding stamp;
    private final Instant at;

    SealJudge(SealSignature signature, SealTrust trust) {
        this.signature = signature;
        this.trust = trust;
        // First, because validity and revocation are judged at its time.
        Optional<Instant> proven = Optional.empty();
        Finding found;
        try {
            proven = Optional.of(signature.stamp(trust.timeStamps()).at());
            found = Finding.good(Step.time_stamp, "proven");
        } catch (CryptoException e) {
            found = stampFault(e);
        }
        this.stamp = found;
        this.at = proven.orElse(signature.claimedTime());
    }

    Instant at() {
        return at;
    }

    List<Finding> findings(SealedContent content) {
        Finding chain =
                chain(
                        Step.signer_chain,
                        trust.signers(),
                        signature.signer(),
                        CertificateProfile.subscriber_signing,
                        at);
        return List.of(
                Finding.good(Step.format, "version-" + signature.version()),
                value(),
                signature.seal().info().signers().contain(signature.signer())
                        ? Finding.good(Step.signer_in_seal, "listed")
                        : Finding.bad(Step.signer_in_seal, "not-listed"),
                sealSignature(),
                makerChain(),
                inForce(),
                chain,
                revocation(chain),
                stamp,
                digest(content));
    }

    private Finding stampFault(CryptoException fault) {
        if (!signature.isStamped()) {
            return Finding.unknown(Step.time_stamp, "no-time-stamp");
        }
        if (!signature.isStampedWithSm3()) {
            return Finding.unknown(Step.time_stamp, "digest-not-known");
        }
        return switch (fault.reason()) {
            case bad_signature -> Finding.bad(Step.time_stamp, "not-over-signature");
            case malformed -> Finding.bad(Step.time_stamp, "malformed");
            default -> chainFault(Step.time_stamp, fault);
        };
    }

    private Finding value() {
        Step step = Step.signature;
        Optional<Finding> strange =
                algorithm(step, signature.algorithm(), signature.signer().suite());
        if (strange.isPresent()) {
            return strange.get();
        }
        try {
            signature.verifyValue();
        } catch (CryptoException e) {
            return Finding.bad(step, "broken");
        }
        return Finding.good(
                step,
                Ses.names(signature.algorithm(), signature.signer().suite())
                        ? "fits"
                        : "fits-misnamed");
    }

    private Finding sealSignature() {
        Step step = Step.seal_signature;
        Seal seal = signature.seal();
        Optional<Finding> strange = algorithm(step, seal.algorithm(), seal.maker().suite());
        if (strange.isPresent()) {
            return strange.get();
        }
        boolean info = seal.isOverInfo();
        if (!info && !seal.isOverAll()) {
            return Finding.bad(step, "broken");
        }
        if (!Ses.names(seal.algorithm(), seal.maker().suite())) {
            return Finding.good(step, "fits-misnamed");
        }
        return Finding.good(step, info ? "over-info" : "over-all");
    }

    private static Optional<Finding> algorithm(Step step, String oid, Suite suite) {
        if (!Ses.known(oid)) {
            return Optional.of(Finding.unknown(step, "algorithm-not-known"));
        }
        return Ses.names(oid, suite) || Ses.misnames(oid, suite)
                ? Optional.empty()
                : Optional.of(Finding.bad(step, "algorithm-mismatch"));
    }

    /// When the seal was made, as its maker says.
    private Finding makerChain() {
        Seal seal = signature.seal();
        Instant made = seal.info().created();
        Finding chain =
                chain(
                        Step.maker_chain,
                        trust.makers(),
                        seal.maker(),
                        CertificateProfile.seal_maker,
                        made);
        if (chain.outcome() != SealVerification.Outcome.good || trust.evidence().isEmpty()) {
            return chain;
        }
        try {
            VerifiedChain path =
                    trust.makers()
                            .verify(
                                    seal.maker(),
                                    trust.between(),
                                    CertificateProfile.seal_maker,
                                    made);
            trust.evidence().get().mustBeGood(path, made);
            return chain;
        } catch (CryptoException e) {
            return statusFault(Step.maker_chain, e);
        }
    }

    private Finding inForce() {
        SealInfo info = signature.seal().info();
        if (at.isBefore(info.validFrom())) {
            return Finding.bad(Step.seal_in_force, "not-yet-valid");
        }
        return at.isAfter(info.validUntil())
                ? Finding.bad(Step.seal_in_force, "expired")
                : Finding.good(Step.seal_in_force, "in-force");
    }

    private Finding revocation(Finding chain) {
        Step step = Step.revocation;
        if (trust.evidence().isEmpty()) {
            return Finding.unknown(step, "no-evidence");
        }
        if (chain.outcome() != SealVerification.Outcome.good) {
            return Finding.unknown(step, "chain-not-known");
        }
        try {
            VerifiedChain path =
                    trust.signers()
                            .verify(
                                    signature.signer(),
                                    trust.between(),
                                    CertificateProfile.subscriber_signing,
                                    at);
            trust.evidence().get().mustBeGood(path, at);
            return Finding.good(step, "not-revoked");
        } catch (CryptoException e) {
            return statusFault(step, e);
        }
    }

    private static Finding statusFault(Step step, CryptoException fault) {
        return fault.reason() == CryptoException.Reason.revoked
                ? Finding.bad(step, "revoked")
                : Finding.unknown(step, "status-not-known");
    }

    private Finding chain(
            Step step,
            ChainVerifier roots,
            Certificate leaf,
            CertificateProfile purpose,
            Instant when) {
        try {
            roots.verify(leaf, trust.between(), purpose, when);
            return Finding.good(step, "known");
        } catch (CryptoException e) {
            return chainFault(step, e);
        }
    }

    private static Finding chainFault(Step step, CryptoException fault) {
        return switch (fault.reason()) {
            case untrusted -> Finding.unknown(step, "not-known");
            case not_valid_now -> Finding.bad(step, "not-valid-then");
            case wrong_purpose -> Finding.bad(step, "wrong-purpose");
            case bad_signature -> Finding.bad(step, "issuer-signature-broken");
            default -> Finding.bad(step, "path-broken");
        };
    }

    /// As the standard says, or with Z before the content, as if it were signed (some vendors), or
    /// by the digest of another suite's signer.
    private Finding digest(SealedContent content) {
        byte[] said = signature.dataHash();
        Suite suite = signature.signer().suite();
        boolean plain =
                MessageDigest.isEqual(said, content.digest(Suite.sm2, NOTHING))
                        || suite != Suite.sm2
                                && MessageDigest.isEqual(said, content.digest(suite, NOTHING));
        if (plain) {
            return Finding.good(Step.digest, "plain");
        }
        boolean withZ =
                signature.signer().publicKey() instanceof Sm2PublicKey key
                        && MessageDigest.isEqual(
                                said, content.digest(Suite.sm2, Sm2Group.z(key.point().value())));
        return withZ ? Finding.good(Step.digest, "with-z") : Finding.bad(Step.digest, "differs");
    }
}
