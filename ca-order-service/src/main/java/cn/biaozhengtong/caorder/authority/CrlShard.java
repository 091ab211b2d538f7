package cn.biaozhengtong.caorder.authority;

import cn.biaozhengtong.crypto.cert.SerialNumber;
import java.util.Optional;

/// A part of what this authority issued, with a revocation list of its own.
///
/// @param number 0 to 63, or -1 for everything
public record CrlShard(int number) {
    public static final int COUNT = 64;
    public static final CrlShard EVERYTHING = new CrlShard(-1);

    public CrlShard {
        if (number < -1 || number >= COUNT) {
            throw new IllegalArgumentException("no such shard");
        }
    }

    /// The shard of a certificate: the lowest six bits of its random serial number.
    public static CrlShard of(SerialNumber serial) {
        return new CrlShard(serial.value().intValue() & (COUNT - 1));
    }

    /// The name of its full list, as in URLs.
    public String list() {
        return number < 0 ? "issuing.crl" : "shard-" + number + ".crl";
    }

    public String delta() {
        return number < 0 ? "issuing-delta.crl" : "shard-" + number + "-delta.crl";
    }

    /// From the name of a full list or a delta.
    static Optional<Named> named(String file) {
        for (int i = -1; i < COUNT; i++) {
            CrlShard it = new CrlShard(i);
            if (it.list().equals(file)) {
                return Optional.of(new Named(it, false));
            }
            if (it.delta().equals(file)) {
                return Optional.of(new Named(it, true));
            }
        }
        return Optional.empty();
    }

    record Named(CrlShard shard, boolean isDelta) {}
}
