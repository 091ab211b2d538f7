package cn.biaozhengtong.crypto.envelope;

/// Whose key opens what: with one layer any recipient opens the envelope; with two, one recipient
/// of each layer is needed, such as the bidder and the platform.
public enum Layer {
    bidder,
    platform
}
