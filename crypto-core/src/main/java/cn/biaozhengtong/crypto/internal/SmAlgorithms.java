package cn.biaozhengtong.crypto.internal;

import cn.biaozhengtong.crypto.CryptoException;
import cn.biaozhengtong.crypto.CryptoException.Reason;
import cn.biaozhengtong.crypto.Point;
import java.io.IOException;
import java.math.BigInteger;
import org.bouncycastle.asn1.ASN1EncodableVector;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.ASN1Primitive;
import org.bouncycastle.asn1.ASN1Sequence;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.gm.GMObjectIdentifiers;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.asn1.x9.X9ObjectIdentifiers;

/// Encodings of GM/T 0006 and GM/T 0009, strict DER.
public final class SmAlgorithms {
    public static final ASN1ObjectIdentifier SM2_CURVE = GMObjectIdentifiers.sm2p256v1;
    public static final AlgorithmIdentifier SM3_WITH_SM2 =
            new AlgorithmIdentifier(GMObjectIdentifiers.sm2sign_with_sm3);

    private static final int COORDINATE = 32;

    private SmAlgorithms() {}

    public static SubjectPublicKeyInfo publicKeyInfo(Point point) {
        return new SubjectPublicKeyInfo(
                new AlgorithmIdentifier(X9ObjectIdentifiers.id_ecPublicKey, SM2_CURVE),
                point.encoded());
    }

    public static Point pointOf(byte[] der) {
        try {
            SubjectPublicKeyInfo info =
                    SubjectPublicKeyInfo.getInstance(strict(der, ASN1Sequence.class));
            boolean sm2 =
                    info.getAlgorithm().getAlgorithm().equals(X9ObjectIdentifiers.id_ecPublicKey)
                            && SM2_CURVE.equals(info.getAlgorithm().getParameters());
            if (!sm2) {
                throw new CryptoException(Reason.malformed);
            }
            return Point.parse(info.getPublicKeyData().getOctets());
        } catch (IllegalArgumentException | IllegalStateException e) {
            // Also where a BIT STRING does not end with an octet.
            throw new CryptoException(Reason.malformed, e);
        }
    }

    /// DER `SEQ{r,s}`.
    public static byte[] signatureDer(BigInteger r, BigInteger s) {
        ASN1EncodableVector parts = new ASN1EncodableVector();
        parts.add(new ASN1Integer(r));
        parts.add(new ASN1Integer(s));
        return encode(new DERSequence(parts));
    }

    /// r and s of a strict DER signature, both in `[1, n-1]`.
    public static BigInteger[] parseSignature(byte[] der) {
        ASN1Sequence parts = strict(der, ASN1Sequence.class);
        if (parts.size() != 2) {
            throw new CryptoException(Reason.malformed);
        }
        return new BigInteger[] {inRange(parts, 0), inRange(parts, 1)};
    }

    private static BigInteger inRange(ASN1Sequence parts, int index) {
        if (!(parts.getObjectAt(index) instanceof ASN1Integer number)) {
            throw new CryptoException(Reason.malformed);
        }
        BigInteger value = number.getValue();
        if (value.signum() <= 0 || value.compareTo(Sm2Group.N) >= 0) {
            throw new CryptoException(Reason.out_of_range);
        }
        return value;
    }

    /// From `04 ‖ x ‖ y ‖ C3 ‖ C2` to DER.
    public static byte[] ciphertextToDer(byte[] raw) {
        ASN1EncodableVector parts = new ASN1EncodableVector();
        parts.add(new ASN1Integer(new BigInteger(1, slice(raw, 1, COORDINATE))));
        parts.add(new ASN1Integer(new BigInteger(1, slice(raw, 33, COORDINATE))));
        parts.add(new DEROctetString(slice(raw, 65, 32)));
        parts.add(new DEROctetString(slice(raw, 97, raw.length - 97)));
        return encode(new DERSequence(parts));
    }

    /// From DER to `04 ‖ x ‖ y ‖ C3 ‖ C2`, C1 checked to be on the curve.
    public static byte[] ciphertextFromDer(byte[] der) {
        ASN1Sequence parts = strict(der, ASN1Sequence.class);
        if (parts.size() != 4
                || !(parts.getObjectAt(0) instanceof ASN1Integer x)
                || !(parts.getObjectAt(1) instanceof ASN1Integer y)
                || !(parts.getObjectAt(2) instanceof ASN1OctetString hash)
                || !(parts.getObjectAt(3) instanceof ASN1OctetString cipher)
                || hash.getOctets().length != 32
                || cipher.getOctets().length == 0) {
            throw new CryptoException(Reason.malformed);
        }
        byte[] out = new byte[97 + cipher.getOctets().length];
        out[0] = 4;
        System.arraycopy(coordinate(x.getValue()), 0, out, 1, COORDINATE);
        System.arraycopy(coordinate(y.getValue()), 0, out, 33, COORDINATE);
        System.arraycopy(hash.getOctets(), 0, out, 65, 32);
        System.arraycopy(cipher.getOctets(), 0, out, 97, cipher.getOctets().length);
        Point.parse(slice(out, 0, 65));
        return out;
    }

    private static byte[] coordinate(BigInteger value) {
        if (value.signum() < 0 || value.bitLength() > COORDINATE * 8) {
            throw new CryptoException(Reason.malformed);
        }
        return Sm2Group.bytes32(value);
    }

    public static byte[] slice(byte[] from, int offset, int length) {
        byte[] out = new byte[length];
        System.arraycopy(from, offset, out, 0, length);
        return out;
    }

    public static byte[] encode(org.bouncycastle.asn1.ASN1Object object) {
        try {
            return object.getEncoded("DER");
        } catch (IOException e) {
            throw new CryptoException(Reason.internal, e);
        }
    }

    /// Parses DER and refuses what is not exactly its own DER encoding (BER, trailing bytes).
    public static <T extends ASN1Primitive> T strict(byte[] der, Class<T> type) {
        try {
            ASN1Primitive object = ASN1Primitive.fromByteArray(der);
            if (!type.isInstance(object)
                    || !java.util.Arrays.equals(der, object.getEncoded("DER"))) {
                throw new CryptoException(Reason.malformed);
            }
            return type.cast(object);
        } catch (IOException | IllegalArgumentException | IllegalStateException e) {
            throw new CryptoException(Reason.malformed, e);
        }
    }
}
