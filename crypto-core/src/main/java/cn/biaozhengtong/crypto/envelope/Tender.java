package cn.biaozhengtong.crypto.envelope;

import cn.biaozhengtong.crypto.CryptoException;
import cn.biaozhengtong.crypto.CryptoException.Reason;
import cn.biaozhengtong.crypto.SignedContext;
import cn.biaozhengtong.crypto.cert.SerialNumber;
import java.util.HexFormat;
import java.util.List;

/// What an envelope is for: one lot of one tender at one platform; each 1 to 100 characters.
public record Tender(String tender, String lot, String platformCode) {
    private static final int MAX = 100;

    /// @throws CryptoException when a part is empty, too long, or has control characters
    public Tender {
        for (String part : new String[] {tender, lot, platformCode}) {
            boolean bad = part.isBlank() || part.length() > MAX;
            if (bad || part.chars().anyMatch(Character::isISOControl)) {
                throw new CryptoException(Reason.malformed);
            }
        }
    }

    /// 32 bytes that travel inside a wrapped key, so that it opens nothing else.
    byte[] binding(SerialNumber recipient) {
        return HexFormat.of()
                .parseHex(
                        SignedContext.hashOf(
                                List.of(
                                        "bzt/envelope/binding/v1",
                                        tender,
                                        lot,
                                        platformCode,
                                        recipient.hex())));
    }
}
