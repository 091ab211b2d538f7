package cn.biaozhengtong.seal.document;

import cn.biaozhengtong.kit.work.UnitOfWork;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/// Deletes the content of documents in time, and the key that it lay under; their rows stay, with
/// digest and title.
@Component
class DeleteDocuments {
    private static final Logger LOG = LoggerFactory.getLogger(DeleteDocuments.class);

    private final Documents documents;
    private final DocumentFiles files;
    private final UnitOfWork work;

    DeleteDocuments(Documents documents, DocumentFiles files, UnitOfWork work) {
        this.documents = documents;
        this.files = files;
        this.work = work;
    }

    @Scheduled(fixedDelay = 60_000, initialDelay = 20_000)
    void deleteExpired() {
        for (UUID it : documents.expired(work.now())) {
            try {
                delete(new DocumentId(it));
            } catch (RuntimeException e) {
                LOG.warn("a document's content waits to be deleted: {}", e.toString());
            }
        }
    }

    void delete(DocumentId id) {
        // Whoever uses it in this moment comes first, and it is kept.
        work.run(() -> {
            Document it = documents.locked(id);
            if (it.state() != DocumentState.deleted && it.expiresAt().isBefore(work.now())) {
                files.deleteAll(id);
                it.contentDeleted();
                work.note("system", "document.deleted", id.toString(), it.digest());
            }
        });
    }
}
