package cn.biaozhengtong.caorder.authority.register;

/// Whom a certificate is for; decides who signs it.
public enum Purpose {
    /// Pairs of holders: by the outside CA where one is configured.
    subscriber,
    /// Encryption certificates of tender platforms.
    platform,
    /// Operators' keys.
    operator,
    /// Our own servers': OCSP, time stamps, seal maker and the like, from the ceremony.
    own;

    boolean mayBeOutside() {
        return this == subscriber;
    }
}
