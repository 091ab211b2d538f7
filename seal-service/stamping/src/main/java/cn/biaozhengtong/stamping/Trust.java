package cn.biaozhengtong.stamping;

import cn.biaozhengtong.crypto.cert.Certificate;
import cn.biaozhengtong.crypto.cert.ChainVerifier;
import cn.biaozhengtong.crypto.cert.Crl;
import cn.biaozhengtong.crypto.cert.RevocationEvidence;
import cn.biaozhengtong.crypto.seal.SealTrust;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// Whom a verification believes, and what it was told about revocation.
///
/// @param signers roots of those who sign
/// @param makers certificates of seal makers, or roots of theirs alone: under a root of signers too
///   every subscriber could make himself a seal in another's name, since nothing in a certificate
///   of GM/T 0015 tells one from the other
/// @param timeStamps roots of time stamp authorities
/// @param between certificates that may stand between; not trusted by that
/// @param lists revocation lists besides those in the document
/// @param answers OCSP answers besides those in the document
/// @param now the moment of the verification
public record Trust(
        ChainVerifier signers,
        ChainVerifier makers,
        ChainVerifier timeStamps,
        List<Certificate> between,
        List<Crl> lists,
        List<OcspAnswer> answers,
        Instant now) {
    public Trust {
        between = List.copyOf(between);
        lists = List.copyOf(lists);
        answers = List.copyOf(answers);
    }

    /// One authority for signers and time stamps, no maker of seals, and nothing known about
    /// revocation.
    public static Trust in(ChainVerifier authority, Instant now) {
        return in(authority, ChainVerifier.trusting(), now);
    }

    /// As [#in(ChainVerifier, Instant)].
    ///
    /// @param makers certificates of makers, or roots of theirs alone
    public static Trust in(ChainVerifier authority, ChainVerifier makers, Instant now) {
        return new Trust(authority, makers, authority, List.of(), List.of(), List.of(), now);
    }

    /// Of somebody who knows no authority: what is intact is not proven.
    public static Trust nobody(Instant now) {
        return in(ChainVerifier.trusting(), now);
    }

    /// The same, as seals are judged by.
    public SealTrust ofSeals() {
        return new SealTrust(makers, signers, timeStamps, between, evidence());
    }

    private Optional<RevocationEvidence> evidence() {
        if (lists.isEmpty() && answers.isEmpty()) {
            return Optional.empty();
        }
        List<byte[]> der = answers.stream().map(OcspAnswer::encoded).toList();
        return Optional.of(RevocationEvidence.of(lists, der, now));
    }

    /// DER of an OCSPResponse.
    public static final class OcspAnswer {
        private final byte[] der;

        private OcspAnswer(byte[] der) {
            this.der = der;
        }

        public static OcspAnswer of(byte[] der) {
            return new OcspAnswer(der.clone());
        }

        public byte[] encoded() {
            return der.clone();
        }
    }
}
