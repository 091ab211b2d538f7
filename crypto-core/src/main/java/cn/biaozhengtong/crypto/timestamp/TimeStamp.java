package cn.biaozhengtong.crypto.timestamp;

import cn.biaozhengtong.crypto.CryptoException;
import cn.biaozhengtong.crypto.CryptoException.Reason;
import cn.biaozhengtong.crypto.cert.Certificate;
import cn.biaozhengtong.crypto.cert.CertificateProfile;
import cn.biaozhengtong.crypto.cert.ChainVerifier;
import cn.biaozhengtong.crypto.cert.SerialNumber;
import cn.biaozhengtong.crypto.cert.VerifiedChain;
import cn.biaozhengtong.crypto.internal.Sm3Calculator;
import cn.biaozhengtong.crypto.internal.SuiteContentVerifier;
import java.io.IOException;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.bouncycastle.asn1.ASN1Encoding;
import org.bouncycastle.asn1.cmp.PKIStatus;
import org.bouncycastle.asn1.gm.GMObjectIdentifiers;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cms.CMSException;
import org.bouncycastle.cms.CMSSignedData;
import org.bouncycastle.cms.DefaultCMSSignatureAlgorithmNameGenerator;
import org.bouncycastle.cms.SignerInformationVerifier;
import org.bouncycastle.operator.DefaultSignatureAlgorithmIdentifierFinder;
import org.bouncycastle.tsp.TSPException;
import org.bouncycastle.tsp.TimeStampResponse;
import org.bouncycastle.tsp.TimeStampToken;

/// A verified time stamp: the digest was there at that time, says an authority that leads to a
/// trusted root.
///
/// @param token DER of the TimeStampToken (a CMS SignedData), to keep beside what was stamped
/// @param at when, as the authority says
/// @param serial of the token
/// @param authority who said it, and the path to the root, valid at that time
public record TimeStamp(Token token, Instant at, SerialNumber serial, VerifiedChain authority) {
    /// The bytes of a token.
    public static final class Token {
        private final byte[] der;

        private Token(byte[] der) {
            this.der = der;
        }

        public static Token of(byte[] der) {
            return new Token(der.clone());
        }

        public byte[] encoded() {
            return der.clone();
        }
    }

    /// Verifies an answer to just this question.
    ///
    /// @throws CryptoException when it was refused, is about something else, or does not verify
    public static TimeStamp of(byte[] response, TimeStampRequest request, ChainVerifier trust) {
        try {
            TimeStampResponse answer = new TimeStampResponse(response);
            TimeStampToken token = answer.getTimeStampToken();
            if (answer.getStatus() != PKIStatus.GRANTED || token == null) {
                throw new CryptoException(Reason.untrusted);
            }
            if (!request.nonce().equals(token.getTimeStampInfo().getNonce())) {
                throw new CryptoException(Reason.bad_signature);
            }
            return verify(token, request.digest(), trust);
        } catch (CryptoException e) {
            throw e;
        } catch (TSPException | IOException | RuntimeException e) {
            // BouncyCastle's parsers throw what they meet.
            throw new CryptoException(Reason.malformed, e);
        }
    }

    /// Verifies a kept token against the digest of what it stamps.
    public static TimeStamp of(Token token, byte[] digest, ChainVerifier trust) {
        try {
            return verify(new TimeStampToken(new CMSSignedData(token.der)), digest, trust);
        } catch (CryptoException e) {
            throw e;
        } catch (TSPException | CMSException | IOException | RuntimeException e) {
            throw new CryptoException(Reason.malformed, e);
        }
    }

    /// As [#of(Token, byte[], ChainVerifier)], and nothing in it may be otherwise: what the
    /// authority's signature does not cover (versions, lists of algorithms, whose certificates come
    /// along, attributes without a signature) is as our authority writes it, in DER.
    public static TimeStamp canonical(Token token, byte[] digest, ChainVerifier trust) {
        TimeStamp it = of(token, digest, trust);
        try {
            if (CanonicalToken.is(token.der, it.authority())) {
                return it;
            }
        } catch (CryptoException e) {
            throw e;
        } catch (RuntimeException e) {
            throw new CryptoException(Reason.malformed, e);
        }
        throw new CryptoException(Reason.malformed);
    }

    private static TimeStamp verify(TimeStampToken token, byte[] digest, ChainVerifier trust)
            throws TSPException, IOException {
        boolean about =
                GMObjectIdentifiers.sm3.equals(token.getTimeStampInfo().getMessageImprintAlgOID())
                        && MessageDigest.isEqual(
                                digest, token.getTimeStampInfo().getMessageImprintDigest());
        if (!about) {
            throw new CryptoException(Reason.bad_signature);
        }
        List<Certificate> sent = new ArrayList<>();
        for (X509CertificateHolder it : token.getCertificates().getMatches(null)) {
            sent.add(Certificate.parse(it.getEncoded()));
        }
        X509CertificateHolder signer =
                token.getCertificates().getMatches(signerOf(token)).stream()
                        .findFirst()
                        .orElseThrow(() -> new CryptoException(Reason.untrusted));
        Certificate certificate = Certificate.parse(signer.getEncoded());
        token.validate(
                new SignerInformationVerifier(
                        new DefaultCMSSignatureAlgorithmNameGenerator(),
                        new DefaultSignatureAlgorithmIdentifierFinder(),
                        SuiteContentVerifier.provider(certificate.publicKey(), signer),
                        Sm3Calculator.provider()));
        Instant at = token.getTimeStampInfo().getGenTime().toInstant();
        VerifiedChain chain = trust.verify(certificate, sent, CertificateProfile.time_stamping, at);
        return new TimeStamp(
                Token.of(token.getEncoded(ASN1Encoding.DER)),
                at,
                SerialNumber.of(token.getTimeStampInfo().getSerialNumber()),
                chain);
    }

    @SuppressWarnings("unchecked")
    private static org.bouncycastle.util.Selector<X509CertificateHolder> signerOf(
            TimeStampToken token) {
        return token.getSID();
    }
}
