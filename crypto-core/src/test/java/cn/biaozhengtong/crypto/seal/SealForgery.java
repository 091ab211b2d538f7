package cn.biaozhengtong.crypto.seal;

import cn.biaozhengtong.crypto.SigningKey;
import cn.biaozhengtong.crypto.cert.Certificate;
import java.io.IOException;
import java.time.Instant;
import java.util.Arrays;
import java.util.Date;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1EncodableVector;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.ASN1Primitive;
import org.bouncycastle.asn1.ASN1Sequence;
import org.bouncycastle.asn1.ASN1UTCTime;
import org.bouncycastle.asn1.DERBitString;
import org.bouncycastle.asn1.DERGeneralizedTime;
import org.bouncycastle.asn1.DERIA5String;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.DERUTCTime;

/// Seals and signatures as other makers, and forgers, write them: part by part.
public final class SealForgery {
    static final String SM3_WITH_SM2 = "1.2.156.10197.1.501";
    static final String PLACE = "/Doc_0/Signs/Sign_0/Signature.xml";

    private SealForgery() {}

    static DERSequence sequence(ASN1Encodable... parts) {
        return new DERSequence(parts);
    }

    static byte[] der(ASN1Encodable it) {
        try {
            return it.toASN1Primitive().getEncoded("DER");
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    static ASN1Sequence read(byte[] der) {
        try {
            return ASN1Sequence.getInstance(ASN1Primitive.fromByteArray(der));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /// The same with one part replaced, or appended where there is none.
    static ASN1Sequence with(ASN1Sequence from, int index, ASN1Encodable part) {
        ASN1Encodable[] parts = Arrays.copyOf(from.toArray(), Math.max(from.size(), index + 1));
        parts[index] = part;
        return new DERSequence(parts);
    }

    static ASN1Sequence part(ASN1Sequence from, int index) {
        return ASN1Sequence.getInstance(from.getObjectAt(index));
    }

    /// SESeal of version 4 around an eSealInfo.
    static ASN1Sequence seal(
            ASN1Sequence info, Certificate maker, String algorithm, SigningKey key) {
        return sequence(
                info,
                new DEROctetString(maker.encoded()),
                new ASN1ObjectIdentifier(algorithm),
                new DERBitString(key.sign(der(info))));
    }

    /// SES_Signature of version 4; whether the signer may use the seal is not asked.
    static byte[] signature(
            ASN1Sequence seal,
            Instant at,
            byte[] hash,
            Certificate signer,
            String algorithm,
            SigningKey key) {
        ASN1Sequence tbs =
                sequence(
                        new ASN1Integer(4),
                        seal,
                        new DERGeneralizedTime(Date.from(at)),
                        new DERBitString(hash),
                        new DERIA5String(PLACE));
        return signature(tbs, signer, algorithm, key);
    }

    static byte[] signature(
            ASN1Sequence tbs, Certificate signer, String algorithm, SigningKey key) {
        return der(
                sequence(
                        tbs,
                        new DEROctetString(signer.encoded()),
                        new ASN1ObjectIdentifier(algorithm),
                        new DERBitString(key.sign(der(tbs)))));
    }

    /// eSealInfo of version 1 with what version 4 says: no type of list, UTCTime.
    public static ASN1Sequence oldInfo(SealInfo info) {
        ASN1Sequence now = read(Seal.prepare(info).toBytes());
        ASN1Sequence property = part(now, 2);
        ASN1Sequence then =
                sequence(
                        property.getObjectAt(0),
                        property.getObjectAt(1),
                        property.getObjectAt(3),
                        utc(info.created()),
                        utc(info.validFrom()),
                        utc(info.validUntil()));
        return with(with(now, 0, with(part(now, 0), 1, new ASN1Integer(1))), 2, then);
    }

    private static ASN1UTCTime utc(Instant at) {
        return new DERUTCTime(Date.from(at));
    }

    public static ASN1Sequence oldSeal(ASN1Sequence info, Certificate maker, SigningKey key) {
        ASN1EncodableVector by = new ASN1EncodableVector();
        by.add(new DEROctetString(maker.encoded()));
        by.add(new ASN1ObjectIdentifier(SM3_WITH_SM2));
        DERSequence signed = sequence(info, by.get(0), by.get(1));
        by.add(new DERBitString(key.sign(der(signed))));
        return sequence(info, new DERSequence(by));
    }

    public static byte[] oldSignature(
            ASN1Sequence seal,
            ASN1Encodable time,
            ASN1Encodable hash,
            Certificate signer,
            SigningKey key) {
        ASN1Sequence tbs =
                sequence(
                        new ASN1Integer(1),
                        seal,
                        time,
                        hash,
                        new DERIA5String(PLACE),
                        new DEROctetString(signer.encoded()),
                        new ASN1ObjectIdentifier(SM3_WITH_SM2));
        return der(sequence(tbs, new DERBitString(key.sign(der(tbs)))));
    }
}
