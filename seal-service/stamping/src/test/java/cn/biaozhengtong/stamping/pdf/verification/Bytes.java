package cn.biaozhengtong.stamping.pdf.verification;

import java.io.IOException;
import java.util.HexFormat;
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

    static byte[] encoded(CMSSignedData data) {
        try {
            return data.getEncoded("DER");
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
