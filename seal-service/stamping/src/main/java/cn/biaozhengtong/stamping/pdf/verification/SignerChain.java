package cn.biaozhengtong.stamping.pdf.verification;

import cn.biaozhengtong.crypto.CryptoException;
import cn.biaozhengtong.crypto.CryptoException.Reason;
import cn.biaozhengtong.crypto.cert.Certificate;
import cn.biaozhengtong.crypto.cert.CertificateProfile;
import cn.biaozhengtong.crypto.cert.RevocationEvidence;
import cn.biaozhengtong.crypto.cert.VerifiedChain;
import cn.biaozhengtong.crypto.cms.DetachedSignature;
import cn.biaozhengtong.stamping.Trust;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Whose certificate it is, whether it was valid when he signed, and whether it was revoked.
final class SignerChain {
    private final Trust trust;
    private final Evidence evidence;
    private final Evidence kept;
    private final List<Instant> moments;
    private final Findings findings;

    /// @param evidence all that there is
    /// @param kept what of it the document itself holds
    /// @param moments at which evidence may have been kept beside the signature
    SignerChain(
            Trust trust,
            Evidence evidence,
            Evidence kept,
            List<Instant> moments,
            Findings findings) {
        this.trust = trust;
        this.evidence = evidence;
        this.kept = kept;
        this.moments = moments;
        this.findings = findings;
    }

    /// @return whether the document itself keeps what says that he was not revoked when he signed
    boolean judge(DetachedSignature cms, Moment moment) {
        Optional<Certificate> signer = cms.certificate();
        if (signer.isEmpty()) {
            findings.add(Sentence.signer_unknown);
            return false;
        }
        List<Certificate> between = new ArrayList<>(cms.certificates());
        between.addAll(evidence.certificates());
        try {
            VerifiedChain chain = chain(signer.get(), between, moment.at());
            boolean expired = !moment.proven() && !isValid(signer.get(), between, trust.now());
            findings.add(expired ? Sentence.signer_expired_since : Sentence.signer_known);
            return revocation(chain, moment) && moment.proven() && isKept(cms, moment);
        } catch (CryptoException e) {
            findings.add(reason(signer.get(), between, e));
            return false;
        }
    }

    private VerifiedChain chain(Certificate signer, List<Certificate> between, Instant at) {
        return trust.signers().verify(signer, between, CertificateProfile.subscriber_signing, at);
    }

    private boolean isValid(Certificate signer, List<Certificate> between, Instant at) {
        try {
            chain(signer, between, at);
            return true;
        } catch (CryptoException e) {
            return false;
        }
    }

    /// A certificate out of its time is first of all one of somebody: known or not.
    private Sentence reason(Certificate signer, List<Certificate> between, CryptoException e) {
        if (e.reason() == Reason.wrong_purpose) {
            return isForElse(signer, between)
                    ? Sentence.signer_unsuitable
                    : Sentence.signer_unknown;
        }
        boolean known =
                e.reason() == Reason.not_valid_now
                        && (isValid(signer, between, signer.notBefore())
                                || isValid(signer, between, signer.notAfter()));
        return known ? Sentence.signer_not_valid_then : Sentence.signer_unknown;
    }

    /// Whether a known authority certified him, for something else.
    private boolean isForElse(Certificate signer, List<Certificate> between) {
        for (CertificateProfile profile : CertificateProfile.values()) {
            try {
                trust.signers().verify(signer, between, profile, signer.notAfter());
                return true;
            } catch (CryptoException e) {
                // Not for that either.
            }
        }
        return false;
    }

    /// @return whether he was good, as far as anything says
    private boolean revocation(VerifiedChain chain, Moment moment) {
        List<Instant> fresh = new ArrayList<>(moments);
        fresh.add(moment.at());
        fresh.add(trust.now());
        Set<Status> then = said(chain, fresh, moment.at());
        Set<Status> since = said(chain, fresh, trust.now());
        if (then.contains(Status.revoked)) {
            findings.add(Sentence.revoked_before);
            return false;
        }
        if (since.contains(Status.revoked)) {
            findings.add(moment.proven() ? Sentence.revoked_after : Sentence.revoked_unproven);
            return false;
        }
        boolean good = then.contains(Status.good);
        findings.add(good ? Sentence.not_revoked : Sentence.revocation_unknown);
        return good;
    }

    /// Whether whoever has but the file, and a root, can say so when nobody answers any more.
    private boolean isKept(DetachedSignature cms, Moment moment) {
        List<Certificate> inside = new ArrayList<>(cms.certificates());
        inside.addAll(kept.certificates());
        try {
            RevocationEvidence words = kept.freshAt(moment.at());
            VerifiedChain signer = chain(cms.certificate().orElseThrow(), inside, moment.at());
            words.mustHaveBeenGood(signer, moment.at());
            words.mustHaveBeenGood(moment.stamper().orElseThrow(), moment.at());
            return true;
        } catch (CryptoException e) {
            return false;
        }
    }

    private enum Status {
        good,
        revoked,
        unknown
    }

    /// Everything that evidence of any of those moments says about another moment.
    private Set<Status> said(VerifiedChain chain, List<Instant> fresh, Instant at) {
        Set<Status> out = EnumSet.noneOf(Status.class);
        for (Instant each : fresh) {
            try {
                evidence.freshAt(each).mustBeGood(chain, at);
                out.add(Status.good);
            } catch (CryptoException e) {
                out.add(e.reason() == Reason.revoked ? Status.revoked : Status.unknown);
            }
        }
        return out;
    }
}
