package cn.biaozhengtong.crypto.cms;

import cn.biaozhengtong.crypto.internal.Sm4Cbc;
import cn.biaozhengtong.crypto.internal.SmAlgorithms;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import org.bouncycastle.asn1.ASN1EncodableVector;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1Object;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.DERSet;

/// The bytes around the ciphertext: `SEQ{OID, [0] SEQ{version, SET OF recipient, SEQ{OID data,
/// SEQ{SM4-CBC, iv}, [0] ciphertext}}}`, with lengths while they fit in 31 bits, which is what
/// readers can take, and indefinite beyond.
final class EnvelopedLayout {
    private static final int SEQUENCE = 0x30;
    private static final int CONSTRUCTED_0 = 0xa0;
    private static final int PRIMITIVE_0 = 0x80;
    private static final int OCTETS = 0x04;
    private static final int LONG_FORM = 0x80;

    private final boolean definite;
    private final byte[] outerType;
    private final byte[] versionAndRecipients;
    private final byte[] typeAndCipher;
    private final long sealedLength;

    EnvelopedLayout(Form form, List<DERSequence> recipients, byte[] iv, long length) {
        ASN1EncodableVector cipher = new ASN1EncodableVector();
        cipher.add(Sm4Cbc.OID);
        cipher.add(new DEROctetString(iv));
        ASN1EncodableVector rows = new ASN1EncodableVector();
        recipients.forEach(rows::add);
        outerType = SmAlgorithms.encode(form.envelopedData());
        versionAndRecipients = join(new ASN1Integer(form.envelopedVersion()), new DERSet(rows));
        typeAndCipher = join(form.data(), new DERSequence(cipher));
        sealedLength = Sm4Cbc.sealedLength(length);
        definite = sealedLength < Integer.MAX_VALUE - (1 << 20);
    }

    private static byte[] join(ASN1Object one, ASN1Object two) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(SmAlgorithms.encode(one));
        out.writeBytes(SmAlgorithms.encode(two));
        return out.toByteArray();
    }

    void begin(OutputStream out) throws IOException {
        long content = typeAndCipher.length + whole(sealedLength);
        long enveloped = versionAndRecipients.length + whole(content);
        long explicit = whole(enveloped);
        head(out, SEQUENCE, outerType.length + whole(explicit));
        out.write(outerType);
        head(out, CONSTRUCTED_0, explicit);
        head(out, SEQUENCE, enveloped);
        out.write(versionAndRecipients);
        head(out, SEQUENCE, content);
        out.write(typeAndCipher);
        head(out, definite ? PRIMITIVE_0 : CONSTRUCTED_0, sealedLength);
    }

    /// Where the ciphertext goes; each write becomes a chunk where lengths are indefinite.
    OutputStream chunks(OutputStream out) {
        if (definite) {
            return out;
        }
        return new OutputStream() {
            @Override
            public void write(int one) throws IOException {
                write(new byte[] {(byte) one}, 0, 1);
            }

            @Override
            public void write(byte[] bytes, int offset, int length) throws IOException {
                out.write(OCTETS);
                length(out, length);
                out.write(bytes, offset, length);
            }
        };
    }

    void end(OutputStream out) throws IOException {
        if (!definite) {
            // End-of-contents of five constructed values.
            out.write(new byte[10]);
        }
        out.flush();
    }

    private void head(OutputStream out, int tag, long length) throws IOException {
        out.write(tag);
        if (definite) {
            length(out, length);
        } else {
            out.write(LONG_FORM);
        }
    }

    /// Length of a value with its tag and length octets.
    private static long whole(long length) {
        return 1 + lengthOctets(length) + length;
    }

    private static int lengthOctets(long length) {
        return length < LONG_FORM ? 1 : 1 + (71 - Long.numberOfLeadingZeros(length)) / 8;
    }

    private static void length(OutputStream out, long length) throws IOException {
        int octets = lengthOctets(length) - 1;
        if (octets == 0) {
            out.write((int) length);
            return;
        }
        out.write(LONG_FORM | octets);
        for (int shift = (octets - 1) * 8; shift >= 0; shift -= 8) {
            out.write((int) (length >> shift) & 0xff);
        }
    }
}
