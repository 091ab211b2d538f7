package cn.biaozhengtong.stamping.pdf.verification;

import cn.biaozhengtong.crypto.cert.Certificate;
import cn.biaozhengtong.crypto.cert.ChainVerifier;
import cn.biaozhengtong.crypto.cert.Crl;
import java.time.Instant;
import java.util.List;

/// Whom a verification believes, and what it was told about revocation.
///
/// @param signers roots of those who sign
/// @param makers roots of seal makers
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

    /// One authority for all, and nothing known about revocation.
    public static Trust in(ChainVerifier authority, Instant now) {
        return new Trust(authority, authority, authority, List.of(), List.of(), List.of(), now);
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
