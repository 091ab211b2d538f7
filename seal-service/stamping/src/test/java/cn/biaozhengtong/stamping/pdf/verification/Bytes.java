package cn.biaozhengtong.stamping.pdf.verification;

import cn.biaozhengtong.crypto.cert.Certificate;
import java.io.IOException;
import java.util.HexFormat;
import org.bouncycastle.asn1.ASN1Object;
import org.bouncycastle.asn1.DERSet;
import org.bouncycastle.asn1.cms.ContentInfo;
import org.bouncycastle.asn1.cms.IssuerAndSerialNumber;
import org.bouncycastle.asn1.cms.SignedData;
import org.bouncycastle.asn1.cms.SignerIdentifier;
import org.bouncycastle.asn1.cms.SignerInfo;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cms.CMSException;
import org.bouncycastle.cms.CMSSignedData;
import org.bouncycastle.cms.SignerInformation;

/// Changes single bytes of signed documents.
final class Bytes {
    private Bytes() {}

    /// One bit of the first character of a text that stands there, last of all its places.
    static byte[] flip(byte[] file, String text) {
        byte[] out = file.clone();
        int at = Increment.text(file).lastIndexOf(text);
        if (at < 0) {
            throw new IllegalArgumentException(text);
        }
        out[at] ^= 1;
        return out;
    }

    /// Another text of the same length in place of one.
    static byte[] replace(byte[] file, String text, String by) {
        if (text.length() != by.length() || !Increment.text(file).contains(text)) {
            throw new IllegalArgumentException(text);
        }
        return Increment.bytes(Increment.text(file).replace(text, by));
    }

    /// First character of the last signature's digits.
    static int contents(byte[] file) {
        return Increment.text(file).lastIndexOf("/Contents <3") + "/Contents <".length();
    }

    static byte[] cms(byte[] file) {
        String text = Increment.text(file);
        int from = contents(file);
        byte[] padded = HexFormat.of().parseHex(text.substring(from, text.indexOf('>', from)));
        Findings ignored = new Findings();
        return Cryptography.unpadded(padded, ignored);
    }

    /// Another signature in the place of the last.
    static byte[] withCms(byte[] file, byte[] cms) {
        byte[] out = file.clone();
        byte[] digits = Increment.bytes(Signing.hex(cms));
        int from = contents(file);
        int old = cms(file).length * 2;
        java.util.Arrays.fill(out, from, from + old, (byte) '0');
        System.arraycopy(digits, 0, out, from, digits.length);
        return out;
    }

    /// One bit in the middle of what the signature holds.
    static byte[] flipIn(byte[] file, byte[] part) {
        byte[] cms = cms(file);
        byte[] changed = part.clone();
        changed[changed.length / 2] ^= 1;
        String hex = Signing.hex(cms).replace(Signing.hex(part), Signing.hex(changed));
        return withCms(file, HexFormat.of().parseHex(hex));
    }

    static CMSSignedData parsed(byte[] file) {
        try {
            return new CMSSignedData(cms(file));
        } catch (CMSException e) {
            throw new IllegalStateException(e);
        }
    }

    static SignerInformation signer(byte[] file) {
        return parsed(file).getSignerInfos().iterator().next();
    }

    static byte[] encoded(ASN1Object data) {
        try {
            return data.getEncoded("DER");
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /// The same signature under another certificate, which nobody signed.
    static byte[] swapped(byte[] file, Certificate by) {
        try {
            ContentInfo info = ContentInfo.getInstance(cms(file));
            SignedData old = SignedData.getInstance(info.getContent());
            SignerInfo signer = SignerInfo.getInstance(old.getSignerInfos().getObjectAt(0));
            X509CertificateHolder holder = new X509CertificateHolder(by.encoded());
            SignerInfo other =
                    new SignerInfo(
                            new SignerIdentifier(
                                    new IssuerAndSerialNumber(
                                            holder.getIssuer(), holder.getSerialNumber())),
                            signer.getDigestAlgorithm(),
                            signer.getAuthenticatedAttributes(),
                            signer.getDigestEncryptionAlgorithm(),
                            signer.getEncryptedDigest(),
                            signer.getUnauthenticatedAttributes());
            SignedData made =
                    new SignedData(
                            old.getDigestAlgorithms(),
                            old.getEncapContentInfo(),
                            new DERSet(holder.toASN1Structure()),
                            null,
                            new DERSet(other));
            return new ContentInfo(info.getContentType(), made).getEncoded("DER");
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
