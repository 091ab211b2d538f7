package cn.biaozhengtong.crypto.envelope;

import cn.biaozhengtong.crypto.CryptoException;
import cn.biaozhengtong.crypto.CryptoException.Reason;
import cn.biaozhengtong.crypto.Sm3;
import cn.biaozhengtong.crypto.cert.SerialNumber;
import cn.biaozhengtong.crypto.internal.SmAlgorithms;
import java.math.BigInteger;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1EncodableVector;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.ASN1Sequence;
import org.bouncycastle.asn1.ASN1UTF8String;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.DERUTF8String;

/// The readable part of an envelope, strict DER:
///
/// `SEQ{version 2, suite OID (SM4-GCM), noncePrefix OCTET STRING (7), tender UTF8, lot UTF8,
/// platformCode UTF8, keyCommitment OCTET STRING (32), layers INTEGER (1|2), recipients SEQ OF
/// SEQ{serial INTEGER, layer INTEGER, wrapped OCTET STRING}}`. Its SM3 is associated data of every
/// segment.
public final class EnvelopeHeader {
    static final int PREFIX = 7;
    static final int MAX_LENGTH = 256 * 1024;

    private static final ASN1ObjectIdentifier SM4_GCM =
            new ASN1ObjectIdentifier("1.2.156.10197.1.104.8");
    private static final int VERSION = 2;
    private static final int COMMITMENT = 32;
    private static final int MAX_RECIPIENTS = 64;
    private static final int FIELDS = 9;

    private final Tender tender;
    private final byte[] noncePrefix;
    private final byte[] commitment;
    private final int layers;
    private final List<WrappedKey> wrappedKeys;
    private final byte[] encoded;

    private EnvelopeHeader(
            Tender tender,
            byte[] noncePrefix,
            byte[] commitment,
            int layers,
            List<WrappedKey> wrappedKeys) {
        this.tender = tender;
        this.noncePrefix = noncePrefix;
        this.commitment = commitment;
        this.layers = layers;
        this.wrappedKeys = List.copyOf(wrappedKeys);
        this.encoded = encode();
    }

    static EnvelopeHeader make(
            Tender tender, byte[] noncePrefix, ContentKey key, List<WrappedKey> wrapped) {
        int layers = 1 + wrapped.stream().mapToInt(it -> it.layer().ordinal()).max().orElse(0);
        EnvelopeHeader made =
                new EnvelopeHeader(tender, noncePrefix, key.commitment(), layers, wrapped);
        // What is written is what will be read.
        return parse(made.encoded());
    }

    /// @throws CryptoException unless these bytes are one header in strict DER
    public static EnvelopeHeader parse(byte[] der) {
        if (der.length > MAX_LENGTH) {
            throw new CryptoException(Reason.malformed);
        }
        try {
            ASN1Sequence parts = SmAlgorithms.strict(der, ASN1Sequence.class);
            boolean known =
                    parts.size() == FIELDS
                            && integer(parts, 0) == VERSION
                            && SM4_GCM.equals(parts.getObjectAt(1));
            int layers = known ? integer(parts, 7) : 0;
            if (layers < 1 || layers > Layer.values().length) {
                throw new CryptoException(Reason.malformed);
            }
            return new EnvelopeHeader(
                    new Tender(text(parts, 3), text(parts, 4), text(parts, 5)),
                    octets(parts, 2, PREFIX),
                    octets(parts, 6, COMMITMENT),
                    layers,
                    recipients(ASN1Sequence.getInstance(parts.getObjectAt(8)), layers));
        } catch (IllegalArgumentException | ClassCastException | ArithmeticException e) {
            throw new CryptoException(Reason.malformed, e);
        }
    }

    private static List<WrappedKey> recipients(ASN1Sequence rows, int layers) {
        boolean[] served = new boolean[layers];
        List<WrappedKey> out = new ArrayList<>();
        for (ASN1Encodable row : rows) {
            ASN1Sequence parts = ASN1Sequence.getInstance(row);
            int layer = parts.size() == 3 ? integer(parts, 1) : -1;
            if (layer < 0 || layer >= layers || out.size() == MAX_RECIPIENTS) {
                throw new CryptoException(Reason.malformed);
            }
            BigInteger serial = ((ASN1Integer) parts.getObjectAt(0)).getValue();
            byte[] wrapped = ((ASN1OctetString) parts.getObjectAt(2)).getOctets();
            SmAlgorithms.ciphertextFromDer(wrapped);
            served[layer] = true;
            out.add(
                    new WrappedKey(
                            SerialNumber.of(serial),
                            Layer.values()[layer],
                            HexFormat.of().formatHex(wrapped)));
        }
        for (boolean one : served) {
            if (!one) {
                throw new CryptoException(Reason.malformed);
            }
        }
        return out;
    }

    private static int integer(ASN1Sequence parts, int index) {
        return ((ASN1Integer) parts.getObjectAt(index)).intValueExact();
    }

    private static String text(ASN1Sequence parts, int index) {
        return ((ASN1UTF8String) parts.getObjectAt(index)).getString();
    }

    private static byte[] octets(ASN1Sequence parts, int index, int length) {
        byte[] out = ((ASN1OctetString) parts.getObjectAt(index)).getOctets();
        if (out.length != length) {
            throw new CryptoException(Reason.malformed);
        }
        return out;
    }

    private byte[] encode() {
        ASN1EncodableVector rows = new ASN1EncodableVector();
        for (WrappedKey it : wrappedKeys) {
            ASN1EncodableVector row = new ASN1EncodableVector();
            row.add(new ASN1Integer(it.serial().value()));
            row.add(new ASN1Integer(it.layer().ordinal()));
            row.add(new DEROctetString(it.ciphertext()));
            rows.add(new DERSequence(row));
        }
        ASN1EncodableVector parts = new ASN1EncodableVector();
        parts.add(new ASN1Integer(VERSION));
        parts.add(SM4_GCM);
        parts.add(new DEROctetString(noncePrefix));
        parts.add(new DERUTF8String(tender.tender()));
        parts.add(new DERUTF8String(tender.lot()));
        parts.add(new DERUTF8String(tender.platformCode()));
        parts.add(new DEROctetString(commitment));
        parts.add(new ASN1Integer(layers));
        parts.add(new DERSequence(rows));
        return SmAlgorithms.encode(new DERSequence(parts));
    }

    public Tender tender() {
        return tender;
    }

    /// How many layers' secrets are needed: 1 or 2.
    public int layers() {
        return layers;
    }

    public List<WrappedKey> wrappedKeys() {
        return wrappedKeys;
    }

    /// The content key, once it is what this header commits to.
    ///
    /// @throws CryptoException when a layer is missing, or the secrets are of another envelope
    public ContentKey contentKey(Collection<LayerSecret> secrets) {
        ContentKey key = ContentKey.derive(layers, secrets, noncePrefix);
        if (!MessageDigest.isEqual(key.commitment(), commitment)) {
            throw new CryptoException(Reason.bad_commitment);
        }
        return key;
    }

    public byte[] encoded() {
        return encoded.clone();
    }

    byte[] hash() {
        return Sm3.digest(encoded);
    }

    byte[] noncePrefix() {
        return noncePrefix.clone();
    }
}
