package cn.biaozhengtong.scansession.session;

/// What a session may be opened for (R41 to R46).
public enum SessionKind {
    bind,
    login,
    authenticate,
    sign,
    seal,
    encrypt,
    decrypt
}
