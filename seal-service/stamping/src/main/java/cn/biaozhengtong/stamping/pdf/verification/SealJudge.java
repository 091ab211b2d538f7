package cn.biaozhengtong.stamping.pdf.verification;

import cn.biaozhengtong.crypto.CryptoException;
import cn.biaozhengtong.crypto.CryptoException.Reason;
import cn.biaozhengtong.crypto.Sm3;
import cn.biaozhengtong.crypto.cert.Certificate;
import cn.biaozhengtong.crypto.cert.CertificateProfile;
import cn.biaozhengtong.crypto.cert.ChainVerifier;
import cn.biaozhengtong.crypto.cert.RevocationEvidence;
import cn.biaozhengtong.crypto.cert.VerifiedChain;
import cn.biaozhengtong.crypto.cms.DetachedSignature;
import cn.biaozhengtong.crypto.seal.Seal;
import cn.biaozhengtong.stamping.Trust;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The seal's part of GB/T 38540-2020 §7.3: signer in its list, its own signature, its maker, its
/// time.
final class SealJudge {
    private final Trust trust;
    private final Evidence evidence;
    private final Findings findings;
    private @Nullable Seal seal;

    SealJudge(Trust trust, Evidence evidence, Findings findings) {
        this.trust = trust;
        this.evidence = evidence;
        this.findings = findings;
    }

    /// Name of the seal, when there is one that can be read.
    Optional<String> judge(Optional<byte[]> der, DetachedSignature cms, Moment moment) {
        if (!isSigned(der, cms)) {
            findings.add(Sentence.seal_exchanged);
        }
        if (der.isEmpty()) {
            findings.add(Sentence.seal_absent);
            return Optional.empty();
        }
        try {
            Seal seal = Seal.parse(der.get());
            this.seal = seal;
            boolean listed = cms.certificate().filter(seal.info().signers()::contain).isPresent();
            findings.add(listed ? Sentence.signer_in_seal_good : Sentence.signer_not_in_seal);
            boolean inForce =
                    !moment.at().isBefore(seal.info().validFrom())
                            && !moment.at().isAfter(seal.info().validUntil());
            findings.add(inForce ? Sentence.seal_in_force_good : Sentence.seal_not_in_force);
            maker(seal);
            return Optional.of(seal.info().name());
        } catch (CryptoException e) {
            findings.add(Sentence.seal_malformed);
            return Optional.empty();
        }
    }

    /// Whether the document keeps what says that the seal's maker was not revoked when it was used;
    /// without a seal there is nothing to be kept.
    boolean isKept(Evidence kept, DetachedSignature cms, Moment moment) {
        if (seal == null) {
            return true;
        }
        List<Certificate> inside = new ArrayList<>(cms.certificates());
        inside.addAll(kept.certificates());
        try {
            VerifiedChain maker =
                    trust.makers()
                            .verify(
                                    seal.maker(),
                                    inside,
                                    CertificateProfile.seal_maker,
                                    moment.at());
            kept.freshAt(moment.at()).mustHaveBeenGood(maker, moment.at());
            return true;
        } catch (CryptoException e) {
            return false;
        }
    }

    /// Whoever names the seal in what he signs means that one.
    private static boolean isSigned(Optional<byte[]> der, DetachedSignature cms) {
        try {
            Optional<byte[]> named = cms.sealDigest();
            return named.isEmpty()
                    || der.filter(it -> MessageDigest.isEqual(Sm3.digest(it), named.get()))
                            .isPresent();
        } catch (CryptoException e) {
            return false;
        }
    }

    private void maker(Seal seal) {
        boolean forged =
                failure(seal, ChainVerifier.trusting(seal.maker())) == Reason.bad_signature;
        findings.add(forged ? Sentence.seal_signature_bad : Sentence.seal_signature_good);
        if (failure(seal, trust.makers()) != null) {
            findings.add(Sentence.maker_unknown);
        } else {
            findings.add(isRevoked(seal) ? Sentence.maker_revoked : Sentence.maker_good);
        }
    }

    /// Null when it verifies. Believing the maker himself leaves only his signature to be judged.
    private @Nullable Reason failure(Seal seal, ChainVerifier makers) {
        try {
            verify(seal, makers, Optional.empty());
            return null;
        } catch (CryptoException e) {
            return e.reason();
        }
    }

    /// At a moment when the seal is in force: that is judged apart.
    private void verify(Seal seal, ChainVerifier makers, Optional<RevocationEvidence> revocation) {
        seal.verify(makers, evidence.certificates(), seal.info().validFrom(), revocation);
    }

    private boolean isRevoked(Seal seal) {
        try {
            verify(seal, trust.makers(), Optional.of(evidence.freshAt(trust.now())));
            return false;
        } catch (CryptoException e) {
            return e.reason() == Reason.revoked;
        }
    }
}
