package cn.biaozhengtong.crypto.cert;

import java.math.BigInteger;
import java.util.Optional;

/// Which certificates a list speaks of, and from where it counts.
///
/// @param shard the CRL distribution point (URL) of the certificates it is for; empty: all of the
///   issuer's
/// @param deltaBase number of the full list that it adds to; empty: it is a full list
/// @param freshest where deltas to this full list are published (URL, RFC 5280 §5.2.6)
public record CrlScope(
        Optional<String> shard, Optional<BigInteger> deltaBase, Optional<String> freshest) {
    /// Everything the issuer revoked.
    public static CrlScope full() {
        return new CrlScope(Optional.empty(), Optional.empty(), Optional.empty());
    }

    /// Only certificates that name this URL.
    public static CrlScope shard(String url) {
        return new CrlScope(Optional.of(url), Optional.empty(), Optional.empty());
    }

    /// The same, telling where its deltas are.
    public CrlScope withDeltasAt(String url) {
        return new CrlScope(shard, deltaBase, Optional.of(url));
    }

    /// What changed in this scope since the full list of that number.
    public CrlScope deltaTo(BigInteger number) {
        return new CrlScope(shard, Optional.of(number), Optional.empty());
    }
}
