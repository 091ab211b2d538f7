package cn.biaozhengtong.crypto.evidence;

import cn.biaozhengtong.crypto.CryptoException;
import cn.biaozhengtong.crypto.CryptoException.Reason;
import cn.biaozhengtong.crypto.Sm3;
import cn.biaozhengtong.crypto.cert.ChainVerifier;
import cn.biaozhengtong.crypto.timestamp.TimeStamp;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/// What a transparency log says that it is: whoever keeps one finds every later change of what came
/// before. A time stamp over it says when, and that the authority said so.
///
/// @param size entries
/// @param root of the [MerkleTree] over them, 64 hexadecimal characters
public record LogCheckpoint(long size, String root) {
    private static final String TAG = "bzt/log/v1";

    public LogCheckpoint {
        if (size < 0 || !root.matches("[0-9a-f]{64}")) {
            throw new CryptoException(Reason.malformed);
        }
    }

    /// `bzt/log/v1 LF size LF root LF`.
    public String text() {
        return TAG + "\n" + size + "\n" + root + "\n";
    }

    /// SM3 of [#text]: what is stamped.
    public byte[] digest() {
        return Sm3.digest(text().getBytes(StandardCharsets.US_ASCII));
    }

    public byte[] rootBytes() {
        return HexFormat.of().parseHex(root);
    }

    /// @param stamp over the text
    /// @throws CryptoException when it is no checkpoint, or the stamp is not over it or not by an
    ///   authority for time stamps that is trusted
    public static LogCheckpoint verified(String text, TimeStamp.Token stamp, ChainVerifier trust) {
        String[] lines = text.split("\n", -1);
        if (lines.length != 4 || !lines[1].matches("[0-9]{1,18}")) {
            throw new CryptoException(Reason.malformed);
        }
        LogCheckpoint it = new LogCheckpoint(Long.parseLong(lines[1]), lines[2]);
        if (!it.text().equals(text)) {
            throw new CryptoException(Reason.malformed);
        }
        TimeStamp.of(stamp, it.digest(), trust);
        return it;
    }
}
