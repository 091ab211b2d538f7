package cn.biaozhengtong.seal.stamping;

import cn.biaozhengtong.crypto.Sm3;
import cn.biaozhengtong.crypto.timestamp.TimeStamp;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;

/// Time stamps of many signatures, asked for a few at a time when the first of them is wanted: each
/// alone would be a call, and a commit at the authority.
final class Stamps {
    static final int TOGETHER = 16;

    private final List<byte[]> signatures;
    private final Function<List<byte[]>, List<TimeStamp>> authority;
    private final Map<Integer, List<TimeStamp>> groups = new HashMap<>();

    /// @param authority a time stamp for each digest (SM3), in their order
    Stamps(List<byte[]> signatures, Function<List<byte[]>, List<TimeStamp>> authority) {
        this.signatures = List.copyOf(signatures);
        this.authority = authority;
    }

    /// What the authority refused is asked again by the next.
    ///
    /// @param number of the signature, from 0
    synchronized TimeStamp of(int number) {
        return Objects.requireNonNull(groups.computeIfAbsent(number / TOGETHER, this::group))
                .get(number % TOGETHER);
    }

    private List<TimeStamp> group(int group) {
        int from = group * TOGETHER;
        int to = Math.min(from + TOGETHER, signatures.size());
        return authority.apply(signatures.subList(from, to).stream().map(Sm3::digest).toList());
    }
}
