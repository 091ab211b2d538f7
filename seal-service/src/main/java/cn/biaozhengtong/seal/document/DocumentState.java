package cn.biaozhengtong.seal.document;

import java.util.Map;
import java.util.Set;

/// `uploading` → `ready` → `prepared` → `stamped` → `deleted`; or `refused`, when it cannot be
/// stamped.
public enum DocumentState {
    uploading,
    ready,
    /// A session's seal stands in it, unsigned; another session may still take it over.
    prepared,
    stamped,
    refused,
    /// Its content; the row stays.
    deleted;

    private static final Map<DocumentState, Set<DocumentState>> TABLE =
            Map.of(
                    uploading, Set.of(ready, refused, deleted),
                    ready, Set.of(prepared, deleted),
                    prepared, Set.of(prepared, ready, stamped, deleted),
                    stamped, Set.of(deleted),
                    refused, Set.of(deleted));

    public boolean mayBecome(DocumentState next) {
        return TABLE.getOrDefault(this, Set.of()).contains(next);
    }
}
