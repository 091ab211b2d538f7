package cn.biaozhengtong.caorder.cosigning;

/// With which of a device's shares a round may be finished.
public enum AcceptedShares {
    /// While a change of PIN is not confirmed, the fresh share is as good as the old one.
    old_or_fresh,
    /// The fresh share alone: the device shows that it has its own.
    fresh
}
