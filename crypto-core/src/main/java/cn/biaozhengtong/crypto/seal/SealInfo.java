package cn.biaozhengtong.crypto.seal;

import cn.biaozhengtong.crypto.CryptoException;
import cn.biaozhengtong.crypto.CryptoException.Reason;
import cn.biaozhengtong.crypto.internal.SmAlgorithms;
import java.text.ParseException;
import java.time.Instant;
import java.util.Date;
import org.bouncycastle.asn1.ASN1EncodableVector;
import org.bouncycastle.asn1.ASN1GeneralizedTime;
import org.bouncycastle.asn1.ASN1IA5String;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.ASN1Sequence;
import org.bouncycastle.asn1.ASN1TaggedObject;
import org.bouncycastle.asn1.ASN1UTF8String;
import org.bouncycastle.asn1.DERGeneralizedTime;
import org.bouncycastle.asn1.DERIA5String;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.DERUTF8String;

/// SES_SealInfo: what the seal maker signs.
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
    private static final int VERSION = 4;
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
        header.add(new ASN1Integer(VERSION));
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

    static Instant instant(ASN1Sequence parts, int index) {
        try {
            return ((ASN1GeneralizedTime) parts.getObjectAt(index)).getDate().toInstant();
        } catch (ParseException e) {
            throw new CryptoException(Reason.malformed, e);
        }
    }

    static SealInfo parse(ASN1Sequence parts) {
        ASN1Sequence header = ASN1Sequence.getInstance(parts.getObjectAt(0));
        ASN1Sequence property = ASN1Sequence.getInstance(parts.getObjectAt(2));
        ASN1Sequence shown = ASN1Sequence.getInstance(parts.getObjectAt(3));
        boolean extended =
                parts.size() == 5
                        && parts.getObjectAt(4) instanceof ASN1TaggedObject more
                        && more.hasContextTag(0);
        boolean known =
                (parts.size() == 4 || extended)
                        && header.size() == 3
                        && HEADER.equals(ia5(header, 0))
                        && integer(header, 1) == VERSION
                        && property.size() == 7
                        && shown.size() == 4;
        if (!known) {
            throw new CryptoException(Reason.malformed);
        }
        return new SealInfo(
                ia5(header, 2),
                ia5(parts, 1),
                integer(property, 0),
                ((ASN1UTF8String) property.getObjectAt(1)).getString(),
                SealSigners.parse(integer(property, 2), property.getObjectAt(3)),
                instant(property, 4),
                instant(property, 5),
                instant(property, 6),
                SealPicture.of(
                        ia5(shown, 0),
                        ((ASN1OctetString) shown.getObjectAt(1)).getOctets(),
                        integer(shown, 2),
                        integer(shown, 3)));
    }

    static String ia5(ASN1Sequence parts, int index) {
        return ((ASN1IA5String) parts.getObjectAt(index)).getString();
    }

    static int integer(ASN1Sequence parts, int index) {
        return ((ASN1Integer) parts.getObjectAt(index)).intValueExact();
    }
}
