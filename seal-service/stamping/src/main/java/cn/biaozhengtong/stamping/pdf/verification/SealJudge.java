package cn.biaozhengtong.stamping.pdf.verification;

import cn.biaozhengtong.crypto.CryptoException;
import cn.biaozhengtong.crypto.CryptoException.Reason;
import cn.biaozhengtong.crypto.cert.RevocationEvidence;
import cn.biaozhengtong.crypto.cms.DetachedSignature;
import cn.biaozhengtong.crypto.seal.Seal;
import java.util.Optional;

/// The seal's part of GB/T 38540-2020 §7.3: signer in its list, its own signature, its maker, its
/// time.
final class SealJudge {
    private final Trust trust;
    private final Evidence evidence;
    private final Findings findings;

    SealJudge(Trust trust, Evidence evidence, Findings findings) {
        this.trust = trust;
        this.evidence = evidence;
        this.findings = findings;
    }

    /// Name of the seal, when there is one that can be read.
    Optional<String> judge(Optional<byte[]> der, DetachedSignature cms, Moment moment) {
        if (der.isEmpty()) {
            findings.add(Sentence.seal_absent);
            return Optional.empty();
        }
        try {
            Seal seal = Seal.parse(der.get());
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

    private void maker(Seal seal) {
        try {
            verify(seal, Optional.empty());
            findings.add(Sentence.seal_signature_good);
            findings.add(isRevoked(seal) ? Sentence.maker_revoked : Sentence.maker_good);
        } catch (CryptoException e) {
            boolean forged = e.reason() == Reason.bad_signature;
            findings.add(forged ? Sentence.seal_signature_bad : Sentence.seal_signature_good);
            findings.add(Sentence.maker_unknown);
        }
    }

    /// At a moment when the seal is in force: that is judged apart.
    private void verify(Seal seal, Optional<RevocationEvidence> revocation) {
        seal.verify(
                trust.makers(), evidence.certificates(), seal.info().validFrom(), revocation);
    }

    private boolean isRevoked(Seal seal) {
        try {
            verify(seal, Optional.of(evidence.freshAt(trust.now())));
            return false;
        } catch (CryptoException e) {
            return e.reason() == Reason.revoked;
        }
    }
}
