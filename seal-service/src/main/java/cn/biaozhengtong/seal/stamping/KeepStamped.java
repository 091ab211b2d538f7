package cn.biaozhengtong.seal.stamping;

import cn.biaozhengtong.crypto.Preimage;
import cn.biaozhengtong.kit.work.UnitOfWork;
import cn.biaozhengtong.seal.document.Document;
import cn.biaozhengtong.seal.document.DocumentFiles;
import cn.biaozhengtong.seal.document.DocumentId;
import cn.biaozhengtong.seal.document.Documents;
import cn.biaozhengtong.seal.local.Preparations;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/// Where documents are kept; a use of a seal was counted when its signature came ([CountUses]).
@Component
record KeepStamped(
        Documents documents,
        DocumentFiles files,
        StampingItems items,
        Preparations local,
        UnitOfWork work) {
    /// What became of a document.
    ///
    /// @param file of the document's; empty when it is not here
    /// @param value what its tool embeds, when it is not here
    record Done(StampingItems.Item item, String file, Optional<Preimage> value) {
        private DocumentId document() {
            return item.document();
        }
    }

    /// Together, or when that fails each for itself: one that cannot be keeps no other back.
    /// Whoever comes second leaves a document as it is.
    ///
    /// @throws RuntimeException the first failure, when all others are written
    void stamped(Stamping by, List<Done> all) {
        if (all.isEmpty()) {
            return;
        }
        try {
            together(by, all);
        } catch (RuntimeException e) {
            if (all.size() == 1) {
                throw e;
            }
            eachAlone(by, all);
        }
    }

    private void eachAlone(Stamping by, List<Done> all) {
        RuntimeException first = null;
        for (Done it : all) {
            try {
                together(by, List.of(it));
            } catch (RuntimeException e) {
                first = first == null ? e : first;
            }
        }
        if (first != null) {
            throw first;
        }
    }

    private void together(Stamping by, List<Done> all) {
        work.run(() -> {
            Map<DocumentId, Document> locked =
                    documents.locked(all.stream().map(Done::document).toList()).stream()
                            .collect(Collectors.toMap(Document::documentId, it -> it));
            for (Done it : all) {
                if (items.stamped(by.getId(), it.item().position())) {
                    it.value().ifPresent(value -> local.signed(it.document(), value.toBytes()));
                    Objects.requireNonNull(locked.get(it.document()))
                            .stamped(by.sessionId(), it.file(), work.now());
                }
            }
        });
    }
}
