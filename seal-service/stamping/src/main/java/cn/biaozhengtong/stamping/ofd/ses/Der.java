package cn.biaozhengtong.stamping.ofd.ses;

import cn.biaozhengtong.crypto.CryptoException;
import cn.biaozhengtong.crypto.CryptoException.Reason;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// One value of DER, for looking into: tags of one byte, definite lengths, all within bounds.
final class Der {
    static final int INTEGER = 0x02;
    static final int BIT_STRING = 0x03;
    static final int OCTET_STRING = 0x04;
    static final int OID = 0x06;
    static final int SEQUENCE = 0x30;

    private final byte[] bytes;
    private final int start;
    private final int from;
    private final int to;

    private Der(byte[] bytes, int start, int limit) {
        int at = start + 1;
        int length = at < limit ? bytes[at++] & 0xff : -1;
        if (length > 0x84 || length == 0x80) {
            throw malformed();
        }
        if (length > 0x80) {
            int more = length & 0x7f;
            length = 0;
            for (int i = 0; i < more && at < limit; i++) {
                length = length << 8 | bytes[at++] & 0xff;
            }
            // The shortest form, or it is not DER.
            if (length < 0x80 || length >>> 8 * (more - 1) == 0) {
                throw malformed();
            }
        }
        if (length < 0 || length > limit - at) {
            throw malformed();
        }
        this.bytes = bytes;
        this.start = start;
        this.from = at;
        this.to = at + length;
    }

    /// The one value that these bytes are.
    static Der of(byte[] bytes) {
        Der out = new Der(bytes, 0, bytes.length);
        if (out.to != bytes.length) {
            throw malformed();
        }
        return out;
    }

    private static CryptoException malformed() {
        return new CryptoException(Reason.malformed);
    }

    int tag() {
        return bytes[start] & 0xff;
    }

    Der is(int tag) {
        if (tag() != tag) {
            throw malformed();
        }
        return this;
    }

    List<Der> children() {
        List<Der> out = new ArrayList<>();
        int at = from;
        while (at < to) {
            Der next = new Der(bytes, at, to);
            out.add(next);
            at = next.to;
        }
        return out;
    }

    /// Its children, of which there must be so many.
    Der of(int least, int most) {
        int count = children().size();
        if (count < least || count > most) {
            throw malformed();
        }
        return this;
    }

    Der child(int index) {
        List<Der> all = children();
        if (index >= all.size()) {
            throw malformed();
        }
        return all.get(index);
    }

    byte[] encoded() {
        return Arrays.copyOfRange(bytes, start, to);
    }

    byte[] content() {
        return Arrays.copyOfRange(bytes, from, to);
    }

    /// Of a BIT STRING of whole bytes.
    byte[] bits() {
        byte[] all = is(BIT_STRING).content();
        if (all.length == 0 || all[0] != 0) {
            throw malformed();
        }
        return Arrays.copyOfRange(all, 1, all.length);
    }

    int small() {
        byte[] all = is(INTEGER).content();
        if (all.length == 0 || all.length > 3) {
            throw malformed();
        }
        int out = all[0];
        for (int i = 1; i < all.length; i++) {
            out = out << 8 | all[i] & 0xff;
        }
        return out;
    }

    String text() {
        return new String(content(), StandardCharsets.UTF_8);
    }
}
