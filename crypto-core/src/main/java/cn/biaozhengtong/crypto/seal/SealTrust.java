package cn.biaozhengtong.crypto.seal;

import cn.biaozhengtong.crypto.cert.Certificate;
import cn.biaozhengtong.crypto.cert.CertificateProfile;
import cn.biaozhengtong.crypto.cert.ChainVerifier;
import cn.biaozhengtong.crypto.cert.RevocationEvidence;
import cn.biaozhengtong.crypto.cert.VerifiedChain;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// Whom a verification of seals believes.
///
/// Makers are trusted apart from signers, because nothing in a certificate of GM/T 0015 tells one
/// from the other: under a root that both lead to, every subscriber could make himself a seal in
/// another's name. Trust a maker by his own certificate, or by an authority that issues to makers
/// alone.
///
/// @param makers certificates of makers, or roots of theirs
/// @param signers roots of signers
/// @param timeStamps roots of time stamp authorities
/// @param between certificates between, which are not trusted by that
/// @param evidence of revocation; without it, revocation is not judged
public record SealTrust(
        ChainVerifier makers,
        ChainVerifier signers,
        ChainVerifier timeStamps,
        List<Certificate> between,
        Optional<RevocationEvidence> evidence) {
    public SealTrust {
        between = List.copyOf(between);
    }

    /// Whose signers' roots are also those of time stamps.
    public SealTrust(
            ChainVerifier makers,
            ChainVerifier signers,
            List<Certificate> between,
            Optional<RevocationEvidence> evidence) {
        this(makers, signers, signers, between, evidence);
    }

    static VerifiedChain verify(
            ChainVerifier trust,
            Certificate leaf,
            List<Certificate> between,
            CertificateProfile purpose,
            Instant at,
            Optional<RevocationEvidence> evidence) {
        return evidence.isPresent()
                ? trust.verify(leaf, between, purpose, at, evidence.get())
                : trust.verify(leaf, between, purpose, at);
    }
}
