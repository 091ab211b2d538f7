package cn.biaozhengtong.crypto.timestamp;

import cn.biaozhengtong.crypto.CryptoException;
import cn.biaozhengtong.crypto.CryptoException.Reason;
import cn.biaozhengtong.crypto.cert.Certificate;
import cn.biaozhengtong.crypto.cert.CertificateProfile;
import cn.biaozhengtong.crypto.cert.ChainVerifier;
import cn.biaozhengtong.crypto.cert.VerifiedChain;
import cn.biaozhengtong.crypto.cms.DetachedSignature;
import cn.biaozhengtong.crypto.cms.DetachedSignature.Content;
import cn.biaozhengtong.crypto.cms.DetachedSignature.Naming;
import java.io.IOException;
import java.security.MessageDigest;
import java.text.ParseException;
import java.time.Instant;
import org.bouncycastle.asn1.ASN1Primitive;
import org.bouncycastle.asn1.tsp.MessageImprint;
import org.bouncycastle.asn1.tsp.TSTInfo;

/// A time stamp of anybody's (RFC 3161), by any digest: whether it is about something and intact is
/// asked apart from whether its authority is known. Ours are judged as a whole by [TimeStamp].
public final class StrangerTimeStamp {
    private static final String TST_INFO = "1.2.840.113549.1.9.16.1.4";

    private final DetachedSignature token;
    private final MessageImprint imprint;
    private final Instant at;
    private final byte[] info;

    private StrangerTimeStamp(
            DetachedSignature token, MessageImprint imprint, Instant at, byte[] info) {
        this.token = token;
        this.imprint = imprint;
        this.at = at;
        this.info = info;
    }

    /// @throws CryptoException unless these are the bytes of one TimeStampToken
    public static StrangerTimeStamp parse(byte[] encoded) {
        DetachedSignature token = DetachedSignature.parse(encoded);
        try {
            byte[] info = token.content().orElseThrow();
            TSTInfo read = TSTInfo.getInstance(ASN1Primitive.fromByteArray(info));
            if (!token.contentType().equals(TST_INFO)) {
                throw new CryptoException(Reason.malformed);
            }
            return new StrangerTimeStamp(
                    token, read.getMessageImprint(), read.getGenTime().getDate().toInstant(), info);
        } catch (IOException | ParseException | RuntimeException e) {
            throw new CryptoException(Reason.malformed, e);
        }
    }

    /// When, as the authority says.
    public Instant at() {
        return at;
    }

    /// Whether it is about this content and its own signature fits: intact, by somebody.
    public boolean isIntact(Content content) throws IOException {
        byte[] own = token.digest(out -> out.write(info));
        return MessageDigest.isEqual(
                        DetachedSignature.digest(
                                imprint.getHashAlgorithm().getAlgorithm().getId(), content),
                        imprint.getHashedMessage())
                && token.hasSignedAttributes()
                && token.isAbout(own)
                && token.naming() != Naming.another
                && token.fits(out -> out.write(info));
    }

    /// The authority's path, valid at the time of the stamp.
    ///
    /// @throws CryptoException when it does not lead to a trusted root
    public VerifiedChain authority(ChainVerifier trust) {
        Certificate signer =
                token.certificate().orElseThrow(() -> new CryptoException(Reason.untrusted));
        return trust.verify(signer, token.certificates(), CertificateProfile.time_stamping, at);
    }
}
