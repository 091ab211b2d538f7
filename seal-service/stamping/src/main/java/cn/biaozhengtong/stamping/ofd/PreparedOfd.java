package cn.biaozhengtong.stamping.ofd;

import cn.biaozhengtong.stamping.Box;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;

/// A document that waits for its signature.
///
/// @param file beside the target: all but SignedValue.dat
/// @param target where the stamped document will be
/// @param property absolute path of Signature.xml inside, the propertyInfo of TBS_Sign
/// @param value absolute path inside where SignedValue.dat will be
/// @param digest dataHash of TBS_Sign: SM3 of Signature.xml, 64 hexadecimal characters
/// @param at timeInfo of TBS_Sign
/// @param boxes where the seal will be seen
public record PreparedOfd(
        Path file,
        Path target,
        String property,
        String value,
        String digest,
        Instant at,
        List<Box> boxes) {
    public PreparedOfd {
        boxes = List.copyOf(boxes);
    }

    /// 32 bytes.
    public byte[] dataHash() {
        return HexFormat.of().parseHex(digest);
    }
}
