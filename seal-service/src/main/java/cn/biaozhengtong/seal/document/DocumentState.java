package cn.biaozhengtong.seal.document;

import cn.biaozhengtong.kit.data.StateMachine;
import java.util.EnumSet;
import java.util.Set;

/// `uploading` → `ready` → `prepared` → `stamped` → `deleted`; or `refused`, when it cannot be
/// stamped.
public enum DocumentState implements StateMachine<DocumentState> {
    uploading,
    ready,
    /// A session's seal stands in it, unsigned; another session may still take it over.
    prepared,
    stamped,
    refused,
    /// Its content; the row stays.
    deleted;

    @Override
    public Set<DocumentState> next() {
        return switch (this) {
            case uploading -> EnumSet.of(ready, refused, deleted);
            case ready -> EnumSet.of(prepared, deleted);
            case prepared -> EnumSet.of(prepared, ready, stamped, deleted);
            case stamped -> EnumSet.of(deleted);
            case refused -> EnumSet.of(deleted);
            case deleted -> EnumSet.noneOf(DocumentState.class);
        };
    }
}
