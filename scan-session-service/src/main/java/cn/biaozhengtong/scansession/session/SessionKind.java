package cn.biaozhengtong.scansession.session;

/// What a session may be opened for (R42 to R46); `seal` comes with the seals and is refused until
/// then.
public enum SessionKind {
    bind,
    login,
    authenticate,
    sign,
    encrypt,
    decrypt
}
