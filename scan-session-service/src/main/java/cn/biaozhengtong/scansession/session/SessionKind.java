package cn.biaozhengtong.scansession.session;

/// Kinds that can be opened so far (R42, R43).
public enum SessionKind {
    bind,
    login
}
