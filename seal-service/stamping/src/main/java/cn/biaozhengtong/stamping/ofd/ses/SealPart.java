package cn.biaozhengtong.stamping.ofd.ses;

import cn.biaozhengtong.crypto.CryptoException;
import cn.biaozhengtong.crypto.Sm3;
import cn.biaozhengtong.crypto.cert.Certificate;
import java.io.ByteArrayOutputStream;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;

/// The seal inside a signature: what its maker signed, and who may use it when.
public final class SealPart {
    private final Der info;
    private final Der whole;
    private final List<Der> property;
    private final boolean old;
    private final Certificate maker;
    private final byte[] value;

    SealPart(Der whole) {
        this.whole = whole.is(Der.SEQUENCE);
        this.info = whole.child(0).is(Der.SEQUENCE);
        this.old = info.child(0).child(1).small() == SealedValue.V1;
        info.of(4, 5);
        whole.of(old ? 2 : 4, 4);
        this.property = info.child(2).of(old ? 6 : 7, old ? 6 : 7).children();
        Der by = old ? whole.child(1) : whole;
        this.maker = Certificate.parse(by.child(old ? 0 : 1).is(Der.OCTET_STRING).content());
        this.value = by.child(old ? 2 : 3).bits();
        validFrom();
        validUntil();
        width();
        height();
    }

    /// @throws CryptoException unless the maker signed it: the information alone (GB/T 38540), or
    ///   with his certificate and the algorithm (GM/T 0031, and some makers since)
    public void verifySignature() {
        try {
            maker.sm2Key().verify(info.encoded(), value);
        } catch (CryptoException e) {
            Der by = old ? whole.child(1) : whole;
            byte[] three =
                    sequence(
                            info.encoded(),
                            by.child(old ? 0 : 1).encoded(),
                            by.child(old ? 1 : 2).encoded());
            maker.sm2Key().verify(three, value);
        }
    }

    private static byte[] sequence(byte[]... parts) {
        int length = Arrays.stream(parts).mapToInt(it -> it.length).sum();
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(Der.SEQUENCE);
        out.write(0x83);
        out.write(length >> 16);
        out.write(length >> 8);
        out.write(length);
        for (byte[] part : parts) {
            out.writeBytes(part);
        }
        return shortest(out.toByteArray(), length);
    }

    /// DER wants the shortest length.
    private static byte[] shortest(byte[] long3, int length) {
        int skip = length > 0xffff ? 0 : length > 0xff ? 1 : length > 0x7f ? 2 : 3;
        byte[] out = Arrays.copyOfRange(long3, skip, long3.length);
        out[0] = Der.SEQUENCE;
        if (skip < 3) {
            out[1] = (byte) (0x83 - skip);
        } else {
            out[1] = (byte) length;
        }
        return out;
    }

    /// Whether he is one of those who may use it, by certificate or by digest of it.
    public boolean lists(Certificate signer) {
        byte[] der = signer.encoded();
        byte[] digest = Sm3.digest(der);
        // Version 4 says before the list which kind it is.
        for (Der it : property.get(old ? 2 : 3).children()) {
            byte[] entry = it.tag() == Der.SEQUENCE ? it.child(1).content() : it.content();
            if (Arrays.equals(entry, der)
                    || it.tag() == Der.SEQUENCE && Arrays.equals(entry, digest)) {
                return true;
            }
        }
        return false;
    }

    public String name() {
        return property.get(1).text();
    }

    public Certificate maker() {
        return maker;
    }

    public Instant created() {
        return SesTime.of(property.get(old ? 3 : 4).text());
    }

    public Instant validFrom() {
        return SesTime.of(property.get(old ? 4 : 5).text());
    }

    public Instant validUntil() {
        return SesTime.of(property.get(old ? 5 : 6).text());
    }

    /// On paper, in millimetres.
    public int width() {
        return info.child(3).child(2).small();
    }

    /// On paper, in millimetres.
    public int height() {
        return info.child(3).child(3).small();
    }

    public byte[] encoded() {
        return whole.encoded();
    }
}
