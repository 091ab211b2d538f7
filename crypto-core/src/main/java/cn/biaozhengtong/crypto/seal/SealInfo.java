package cn.biaozhengtong.crypto.seal;

import static cn.biaozhengtong.crypto.seal.Ses.V1;
import static cn.biaozhengtong.crypto.seal.Ses.V4;

import cn.biaozhengtong.crypto.CryptoException;
import cn.biaozhengtong.crypto.CryptoException.Reason;
import cn.biaozhengtong.crypto.internal.SmAlgorithms;
import java.time.Instant;
import java.util.Date;
import org.bouncycastle.asn1.ASN1EncodableVector;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1Sequence;
import org.bouncycastle.asn1.ASN1UTF8String;
import org.bouncycastle.asn1.DERGeneralizedTime;
import org.bouncycastle.asn1.DERIA5String;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.DERUTF8String;

/// SES_SealInfo: what the seal maker signs. Read of versions 1 and 4, written as version 4; what
/// else a seal carries ([Seal#extension()]) stays with the seal.
///
/// @param vendor Vid, ASCII
/// @param id esID, unique for the vendor, ASCII
/// @param type 1 of an enterprise, 2 of a person
/// @param name of the seal, as its users know it
/// @param signers who may use it
public record SealInfo(
        String vendor,
        String id,
        int type,
        String name,
        SealSigners signers,
        Instant created,
        Instant validFrom,
        Instant validUntil,
        SealPicture picture) {
    private static final String HEADER = "ES";
    private static final int MAX_TEXT = 256;

    public SealInfo {
        boolean sane =
                ascii(vendor)
                        && ascii(id)
                        && !name.isBlank()
                        && name.length() <= MAX_TEXT
                        && type > 0
                        && validFrom.isBefore(validUntil);
        if (!sane) {
            throw new CryptoException(Reason.malformed);
        }
    }

    private static boolean ascii(String text) {
        return !text.isBlank()
                && text.length() <= MAX_TEXT
                && text.chars().allMatch(it -> it >= ' ' && it < 0x7f);
    }

    /// DER of SES_SealInfo.
    byte[] encoded() {
        ASN1EncodableVector header = new ASN1EncodableVector();
        header.add(new DERIA5String(HEADER));
        header.add(new ASN1Integer(V4));
        header.add(new DERIA5String(vendor));
        ASN1EncodableVector property = new ASN1EncodableVector();
        property.add(new ASN1Integer(type));
        property.add(new DERUTF8String(name));
        property.add(new ASN1Integer(signers.listType()));
        property.add(signers.encoded());
        property.add(time(created));
        property.add(time(validFrom));
        property.add(time(validUntil));
        ASN1EncodableVector shown = new ASN1EncodableVector();
        shown.add(new DERIA5String(picture.type()));
        shown.add(new DEROctetString(picture.data()));
        shown.add(new ASN1Integer(picture.width()));
        shown.add(new ASN1Integer(picture.height()));
        ASN1EncodableVector out = new ASN1EncodableVector();
        out.add(new DERSequence(header));
        out.add(new DERIA5String(id));
        out.add(new DERSequence(property));
        out.add(new DERSequence(shown));
        return SmAlgorithms.encode(new DERSequence(out));
    }

    static DERGeneralizedTime time(Instant at) {
        return new DERGeneralizedTime(Date.from(at));
    }

    /// The number in the header of an SES_SealInfo, whatever it is.
    static int version(ASN1Sequence parts) {
        ASN1Sequence header = Ses.sequence(parts, 0);
        if (header.size() != 3 || !HEADER.equals(Ses.ia5(header, 0))) {
            throw new CryptoException(Reason.malformed);
        }
        return Ses.integer(header, 1);
    }

    /// Of version 4, or of version 1, which has no type of list and times of two digits a year.
    static SealInfo parse(ASN1Sequence parts) {
        int version = version(parts);
        ASN1Sequence property = Ses.sequence(parts, 2);
        ASN1Sequence shown = Ses.sequence(parts, 3);
        int list = version == V4 ? 3 : 2;
        boolean known =
                (version == V4 || version == V1)
                        && property.size() == list + 4
                        && shown.size() == 4;
        if (!known) {
            throw new CryptoException(Reason.malformed);
        }
        Ses.extension(parts, 4);
        int listType = version == V4 ? Ses.integer(property, 2) : SealSigners.CERTIFICATES;
        return new SealInfo(
                Ses.ia5(Ses.sequence(parts, 0), 2),
                Ses.ia5(parts, 1),
                Ses.integer(property, 0),
                ((ASN1UTF8String) property.getObjectAt(1)).getString(),
                SealSigners.parse(listType, property.getObjectAt(list)),
                Ses.instant(property.getObjectAt(list + 1), version),
                Ses.instant(property.getObjectAt(list + 2), version),
                Ses.instant(property.getObjectAt(list + 3), version),
                SealPicture.of(
                        Ses.ia5(shown, 0),
                        Ses.octets(shown, 1),
                        Ses.integer(shown, 2),
                        Ses.integer(shown, 3)));
    }
}
