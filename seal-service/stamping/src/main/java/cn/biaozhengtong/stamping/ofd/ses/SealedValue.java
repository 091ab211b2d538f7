package cn.biaozhengtong.stamping.ofd.ses;

import cn.biaozhengtong.crypto.CryptoException;
import cn.biaozhengtong.crypto.CryptoException.Reason;
import cn.biaozhengtong.crypto.Sm3;
import cn.biaozhengtong.crypto.cert.Certificate;
import cn.biaozhengtong.crypto.cert.ChainVerifier;
import cn.biaozhengtong.crypto.timestamp.TimeStamp;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;

/// SES_Signature of version 1 or 4. Parsed is not verified.
public final class SealedValue {
    static final int V1 = 1;
    static final int V4 = 4;
    private static final int MAX = 16 << 20;

    private final Der toSign;
    private final Der whole;
    private final boolean old;
    private final SealPart seal;
    private final Certificate signer;
    private final byte[] value;

    private SealedValue(Der whole) {
        this.whole = whole;
        this.toSign = whole.child(0).is(Der.SEQUENCE);
        this.old = toSign.child(0).small() == V1;
        this.seal = new SealPart(toSign.child(1));
        whole.of(old ? 2 : 4, old ? 2 : 5);
        toSign.of(old ? 7 : 5, old ? 7 : 6);
        Der by = old ? toSign.child(5) : whole.child(1);
        this.signer = Certificate.parse(by.is(Der.OCTET_STRING).content());
        this.value = whole.child(old ? 1 : 3).bits();
        claimed();
    }

    /// What lies in a SignedValue.dat.
    public enum Kind {
        /// A signature with a seal, of a version that is read here.
        sealed,
        /// The same of another version.
        unknown_version,
        /// A bare SM2 signature `SEQ{r, s}`.
        bare,
        /// A message of GB/T 35275, PKCS #7.
        message,
        /// Nothing of these.
        malformed
    }

    public static Kind kind(byte[] der) {
        try {
            if (der.length > MAX) {
                return Kind.malformed;
            }
            List<Der> parts = Der.of(der).is(Der.SEQUENCE).children();
            if (parts.size() == 2 && parts.stream().allMatch(it -> it.tag() == Der.INTEGER)) {
                return Kind.bare;
            }
            if (!parts.isEmpty() && parts.get(0).tag() == Der.OID) {
                return Kind.message;
            }
            int version = Der.of(der).child(0).child(0).small();
            int seal = Der.of(der).child(0).child(1).child(0).child(0).child(1).small();
            boolean known = (version == V1 || version == V4) && (seal == V1 || seal == V4);
            return known ? Kind.sealed : Kind.unknown_version;
        } catch (CryptoException e) {
            return Kind.malformed;
        }
    }

    /// @throws CryptoException unless these bytes are one such signature in strict DER
    public static SealedValue parse(byte[] der) {
        try {
            return new SealedValue(Der.of(der));
        } catch (IndexOutOfBoundsException e) {
            throw new CryptoException(Reason.malformed, e);
        }
    }

    /// @throws CryptoException unless the value is the signer's
    public void verifySignature() {
        signer.sm2Key().verify(toSign.encoded(), value);
    }

    public SealPart seal() {
        return seal;
    }

    public Certificate signer() {
        return signer;
    }

    public int version() {
        return old ? V1 : V4;
    }

    /// When the signer says he signed.
    public Instant claimed() {
        Der time = toSign.child(2);
        byte[] text = old ? time.bits() : time.content();
        return SesTime.of(new String(text, StandardCharsets.US_ASCII));
    }

    /// Where its description lies in the document.
    public String property() {
        return toSign.child(4).text();
    }

    /// Whether it is SM3 of the content, as the standard says.
    public boolean signs(byte[] content) {
        return MessageDigest.isEqual(dataHash(), Sm3.digest(content));
    }

    /// Whether it is SM3 of the signer's Z and the content, as some makers have it.
    public boolean signsWithZ(byte[] content) {
        byte[] number = signer.sm2Key().digestToSign(content).toByteArray();
        BigInteger said = new BigInteger(1, dataHash());
        return dataHash().length == Sm3.LENGTH && said.equals(new BigInteger(1, number));
    }

    private byte[] dataHash() {
        return toSign.child(3).bits();
    }

    public boolean isStamped() {
        return !old && whole.children().size() == 5;
    }

    /// @return when, by its time stamp
    public Instant stamped(ChainVerifier trust) {
        byte[] token = whole.child(4).child(0).bits();
        return TimeStamp.of(TimeStamp.Token.of(token), Sm3.digest(value), trust).at();
    }

    /// Whether a file beside is the very seal.
    public boolean holds(byte[] sealFile) {
        return Arrays.equals(seal.encoded(), sealFile);
    }
}
