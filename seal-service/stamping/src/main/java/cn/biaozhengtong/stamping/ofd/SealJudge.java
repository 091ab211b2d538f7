package cn.biaozhengtong.stamping.ofd;

import cn.biaozhengtong.crypto.CryptoException;
import cn.biaozhengtong.crypto.CryptoException.Reason;
import cn.biaozhengtong.crypto.cert.Certificate;
import cn.biaozhengtong.crypto.cert.CertificateProfile;
import cn.biaozhengtong.crypto.cert.ChainVerifier;
import cn.biaozhengtong.crypto.cert.VerifiedChain;
import cn.biaozhengtong.stamping.ofd.ses.SealPart;
import cn.biaozhengtong.stamping.ofd.ses.SealedValue;
import cn.biaozhengtong.stamping.report.Finding;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/// Judges a signature with a seal, step by step (GB/T 38540-2020 §7.3), whatever a step before came
/// to: each finding stands by itself.
final class SealJudge {
    private final Trust trust;
    private final SealedValue value;
    private final List<Finding> out = new ArrayList<>();
    private Instant at;
    private boolean proven;

    SealJudge(Trust trust, SealedValue value) {
        this.trust = trust;
        this.value = value;
        this.at = value.claimed();
    }

    /// Everything but the document.
    List<Finding> findings() {
        List<Finding> time = timeStamp();
        out.add(
                holds(value::verifySignature)
                        ? Sentence.signature_intact.found()
                        : Sentence.signature_broken.found());
        SealPart seal = value.seal();
        out.add(
                seal.lists(value.signer())
                        ? Sentence.signer_in_seal.found()
                        : Sentence.signer_not_in_seal.found());
        out.add(
                holds(seal::verifySignature)
                        ? Sentence.seal_intact.found()
                        : Sentence.seal_broken.found());
        out.add(maker(seal));
        boolean inForce = !at.isBefore(seal.validFrom()) && !at.isAfter(seal.validUntil());
        out.add(inForce ? Sentence.seal_in_force.found() : Sentence.seal_not_in_force.found());
        signer();
        out.addAll(time);
        return List.copyOf(out);
    }

    Instant at() {
        return at;
    }

    boolean proven() {
        return proven;
    }

    private static boolean holds(Runnable check) {
        try {
            check.run();
            return true;
        } catch (CryptoException e) {
            return false;
        }
    }

    private List<Finding> timeStamp() {
        if (!value.isStamped()) {
            return List.of(Sentence.time_claimed.found());
        }
        try {
            at = value.stamped(trust.signers().knowing(trust.between()));
            proven = true;
            return List.of(Sentence.time_proven.found());
        } catch (CryptoException e) {
            return List.of(
                    e.reason() == Reason.untrusted
                            ? Sentence.time_stamp_not_known.found()
                            : Sentence.time_stamp_broken.found());
        }
    }

    private Finding maker(SealPart seal) {
        Instant made = seal.created();
        try {
            VerifiedChain chain =
                    trust.makers()
                            .verify(
                                    seal.maker(),
                                    trust.between(),
                                    CertificateProfile.seal_maker,
                                    made);
            trust.evidence().ifPresent(it -> it.mustBeGood(chain, made));
            return Sentence.maker_known.found();
        } catch (CryptoException e) {
            if (e.reason() == Reason.revoked) {
                return Sentence.maker_revoked.found();
            }
            boolean ours = isOf(seal.maker(), trust.makers());
            return ours && e.reason() == Reason.not_valid_now
                    ? Sentence.maker_not_in_force.found()
                    : Sentence.maker_not_known.found();
        }
    }

    private void signer() {
        try {
            VerifiedChain chain =
                    trust.signers()
                            .verify(
                                    value.signer(),
                                    trust.between(),
                                    CertificateProfile.subscriber_signing,
                                    at);
            out.add(Sentence.signer_known.found());
            out.add(revocation(chain));
        } catch (CryptoException e) {
            out.add(distrusted(e.reason()).found());
            out.add(Sentence.revocation_not_known.found());
        }
    }

    /// A stranger's certificate is not known, whatever else is wrong with it.
    private Sentence distrusted(Reason reason) {
        boolean named = Set.of(Reason.not_valid_now, Reason.wrong_purpose).contains(reason);
        if (!named || !isOf(value.signer(), trust.signers())) {
            return Sentence.signer_not_known;
        }
        return reason == Reason.not_valid_now
                ? Sentence.signer_not_in_force
                : Sentence.signer_wrong_purpose;
    }

    /// Whether a trusted authority issued it, for whatever and whenever.
    private boolean isOf(Certificate certificate, ChainVerifier roots) {
        return holds(() -> issued(certificate, roots, certificate.notAfter()))
                || holds(() -> issued(certificate, roots, certificate.notBefore()));
    }

    private void issued(Certificate certificate, ChainVerifier roots, Instant when) {
        roots.verify(certificate, trust.between(), purpose(certificate), when);
    }

    private static CertificateProfile purpose(Certificate certificate) {
        for (CertificateProfile it : CertificateProfile.values()) {
            if (certificate.isFor(it)) {
                return it;
            }
        }
        throw new CryptoException(Reason.wrong_purpose);
    }

    private Finding revocation(VerifiedChain chain) {
        if (trust.evidence().isEmpty()) {
            return Sentence.revocation_not_known.found();
        }
        try {
            trust.evidence().get().mustBeGood(chain, at);
            return Sentence.not_revoked.found();
        } catch (CryptoException e) {
            return e.reason() == Reason.revoked
                    ? Sentence.revoked.found()
                    : Sentence.revocation_not_known.found();
        }
    }
}
