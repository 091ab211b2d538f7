package cn.biaozhengtong.seal.stamping;

import cn.biaozhengtong.kit.work.UnitOfWork;
import cn.biaozhengtong.seal.document.Document;
import cn.biaozhengtong.seal.document.DocumentFiles;
import cn.biaozhengtong.seal.document.Documents;
import cn.biaozhengtong.seal.local.Preparations;
import org.springframework.stereotype.Component;

/// Where documents are kept; a use of a seal was counted when its signature came ([CountUses]).
@Component
record KeepStamped(
        Documents documents,
        DocumentFiles files,
        StampingItems items,
        Preparations local,
        UnitOfWork work) {
    /// Whoever comes second leaves it as it is.
    void stamped(Stamping by, StampingItems.Item it, String file) {
        entered(by, it, file, () -> {});
    }

    /// One that is not here.
    void signed(Stamping by, StampingItems.Item it, byte[] value) {
        entered(by, it, "", () -> local.signed(it.document(), value));
    }

    private void entered(Stamping by, StampingItems.Item it, String file, Runnable besides) {
        work.run(() -> {
            Document document = documents.locked(it.document());
            if (items.stamped(by.getId(), it.position())) {
                besides.run();
                document.stamped(by.sessionId(), file, work.now());
            }
        });
    }
}
