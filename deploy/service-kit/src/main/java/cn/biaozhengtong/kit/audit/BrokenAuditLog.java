package cn.biaozhengtong.kit.audit;

/// The stored audit log is not the one that was stated: somebody changed, cut or replaced it.
final class BrokenAuditLog extends RuntimeException {
    BrokenAuditLog(String what) {
        super(what);
    }

    BrokenAuditLog(String what, Throwable cause) {
        super(what, cause);
    }
}
