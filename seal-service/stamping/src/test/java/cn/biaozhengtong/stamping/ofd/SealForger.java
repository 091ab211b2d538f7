package cn.biaozhengtong.stamping.ofd;

import cn.biaozhengtong.crypto.Preimage;
import cn.biaozhengtong.crypto.Sm3;
import cn.biaozhengtong.crypto.seal.Seal;
import cn.biaozhengtong.crypto.seal.SealSignature;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.Date;
import java.util.Optional;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1EncodableVector;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.ASN1Sequence;
import org.bouncycastle.asn1.DERBitString;
import org.bouncycastle.asn1.DERIA5String;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.DERTaggedObject;
import org.bouncycastle.asn1.DERUTCTime;
import org.bouncycastle.asn1.DERUTF8String;

/// Makes signatures with seals that no honest maker would, with keys that are right: each field as
/// one likes.
final class SealForger {
    static final String PROPERTY = "/Doc_0/Signs/Sign_0/Signature.xml";
    private static final ASN1ObjectIdentifier SM3_WITH_SM2 =
            new ASN1ObjectIdentifier("1.2.156.10197.1.501");

    byte[] seal = Signers.SEAL.encoded();
    Signers.Signer signer = Signers.ONE;
    Instant at = Signers.NOW;
    String property = PROPERTY;
    Optional<byte[]> token = Optional.empty();
    boolean stamped = true;

    /// DER of SES_Signature, version 4.
    byte[] value(byte[] dataHash) {
        Preimage tbs =
                SealSignature.prepare(Seal.parse(Signers.SEAL.encoded()), at, dataHash, property);
        ASN1Sequence honest = ASN1Sequence.getInstance(tbs.toBytes());
        byte[] toSign =
                der(
                        honest.getObjectAt(0),
                        ASN1Sequence.getInstance(seal),
                        honest.getObjectAt(2),
                        honest.getObjectAt(3),
                        honest.getObjectAt(4));
        byte[] value = signer.key().sign(toSign);
        ASN1EncodableVector out = new ASN1EncodableVector();
        out.add(ASN1Sequence.getInstance(toSign));
        out.add(new DEROctetString(signer.certificate().encoded()));
        out.add(SM3_WITH_SM2);
        out.add(new DERBitString(value));
        if (stamped) {
            byte[] stamp = token.orElseGet(() -> Signers.timeStamp(value, at));
            out.add(new DERTaggedObject(true, 0, new DERBitString(stamp)));
        }
        return der(new DERSequence(out));
    }

    /// SM3 with the signer's Z before it.
    byte[] withZ(byte[] content) {
        byte[] number = signer.certificate().sm2Key().digestToSign(content).toByteArray();
        byte[] out = new byte[Sm3.LENGTH];
        int length = Math.min(number.length, out.length);
        System.arraycopy(number, number.length - length, out, out.length - length, length);
        return out;
    }

    /// DER of SES_Signature of version 1 (GM/T 0031-2014), all in order.
    static byte[] versionOne(byte[] dataHash, Signers.Signer maker) {
        ASN1Sequence info = ASN1Sequence.getInstance(Signers.SEAL.encoded());
        ASN1Sequence shown = (ASN1Sequence) ((ASN1Sequence) info.getObjectAt(0)).getObjectAt(3);
        DEROctetString listed = new DEROctetString(Signers.ONE.certificate().encoded());
        Date now = Date.from(Signers.NOW);
        Date later = Date.from(Signers.NOW.plusSeconds(1000));
        ASN1Encodable header =
                sequence(new DERIA5String("ES"), new ASN1Integer(1), new DERIA5String("V"));
        ASN1Encodable property =
                sequence(
                        new ASN1Integer(1),
                        new DERUTF8String("旧式印章"),
                        sequence(listed),
                        new DERUTCTime(now),
                        new DERUTCTime(now),
                        new DERUTCTime(later));
        ASN1Encodable sealInfo = sequence(header, new DERIA5String("1"), property, shown);
        DEROctetString certificate = new DEROctetString(maker.certificate().encoded());
        byte[] signed = maker.key().sign(der(sealInfo, certificate, SM3_WITH_SM2));
        ASN1Encodable seal =
                sequence(sealInfo, sequence(certificate, SM3_WITH_SM2, new DERBitString(signed)));
        byte[] time = Signers.NOW.toString().getBytes(StandardCharsets.US_ASCII);
        byte[] toSign =
                der(
                        new ASN1Integer(1),
                        seal,
                        new DERBitString(time),
                        new DERBitString(dataHash),
                        new DERIA5String(PROPERTY),
                        listed,
                        SM3_WITH_SM2);
        byte[] value = Signers.ONE.key().sign(toSign);
        return der(ASN1Sequence.getInstance(toSign), new DERBitString(value));
    }

    /// The seal with another picture: its maker never signed that.
    static byte[] repainted(byte[] seal) {
        byte[] out = seal.clone();
        byte[] mark = "IDAT".getBytes(StandardCharsets.US_ASCII);
        for (int i = 0; i < out.length - 40; i++) {
            if (Arrays.equals(Arrays.copyOfRange(out, i, i + 4), mark)) {
                out[i + 20] ^= 1;
                return out;
            }
        }
        throw new IllegalStateException("no picture");
    }

    /// The same seal, said to be of another version.
    static byte[] ofVersion(byte[] seal, int version) {
        byte[] out = seal.clone();
        byte[] mark = {0x16, 2, 'E', 'S', 2, 1};
        for (int i = 0; i < 60; i++) {
            if (Arrays.equals(Arrays.copyOfRange(out, i, i + mark.length), mark)) {
                out[i + mark.length] = (byte) version;
                return out;
            }
        }
        throw new IllegalStateException("no header");
    }

    private static ASN1Sequence sequence(ASN1Encodable... parts) {
        return new DERSequence(parts);
    }

    private static byte[] der(ASN1Encodable... parts) {
        return der(new DERSequence(parts));
    }

    private static byte[] der(DERSequence whole) {
        try {
            return whole.getEncoded("DER");
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
