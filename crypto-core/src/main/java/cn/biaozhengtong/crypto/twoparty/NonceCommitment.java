package cn.biaozhengtong.crypto.twoparty;

import cn.biaozhengtong.crypto.CryptoException;
import cn.biaozhengtong.crypto.CryptoException.Reason;
import cn.biaozhengtong.crypto.Point;
import cn.biaozhengtong.crypto.SecretBytes;
import cn.biaozhengtong.crypto.Sm3;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;

/// `SM3("bzt/nonce-commitment/v1" ‖ len ‖ session ‖ index ‖ opening ‖ Q1)`, 32 bytes; fixes the
/// device's nonce before the server shows its own.
public final class NonceCommitment {
    private static final byte[] TAG = "bzt/nonce-commitment/v1".getBytes(StandardCharsets.US_ASCII);
    private static final int OPENING = 32;

    private final byte[] digest;

    private NonceCommitment(byte[] digest) {
        this.digest = digest;
    }

    public static NonceCommitment parse(byte[] encoded) {
        if (encoded.length != Sm3.LENGTH) {
            throw new CryptoException(Reason.malformed);
        }
        return new NonceCommitment(encoded.clone());
    }

    static NonceCommitment of(byte[] session, int index, SecretBytes opening, Point q1) {
        byte[] open = opening.expose();
        if (open.length != OPENING) {
            throw new CryptoException(Reason.malformed);
        }
        ByteBuffer input =
                ByteBuffer.allocate(TAG.length + 8 + session.length + OPENING + Point.LENGTH);
        input.put(TAG).putInt(session.length).put(session).putInt(index);
        input.put(open).put(q1.encoded());
        return new NonceCommitment(Sm3.digest(input.array()));
    }

    boolean matches(byte[] session, int index, SecretBytes opening, Point q1) {
        if (opening.length() != OPENING) {
            return false;
        }
        return MessageDigest.isEqual(digest, of(session, index, opening, q1).digest);
    }

    public byte[] encoded() {
        return digest.clone();
    }
}
