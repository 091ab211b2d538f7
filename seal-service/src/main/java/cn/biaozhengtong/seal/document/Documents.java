package cn.biaozhengtong.seal.document;

import jakarta.persistence.LockModeType;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.data.jpa.repository.JpaRepository;
import org.springframework.data.jpa.repository.Lock;
import org.springframework.data.jpa.repository.Query;

/// The store of documents; a foreign platform's document looks absent.
public interface Documents extends JpaRepository<Document, UUID> {
    @Lock(LockModeType.PESSIMISTIC_WRITE)
    @Query("SELECT d FROM Document d WHERE d.id = ?1")
    Optional<Document> lock(UUID id);

    @Lock(LockModeType.PESSIMISTIC_WRITE)
    @Query("SELECT d FROM Document d WHERE d.id IN ?1 ORDER BY d.id")
    List<Document> lock(Collection<UUID> ids);

    @Query(
            "SELECT d.id FROM Document d WHERE d.state <> cn.biaozhengtong.seal.document.DocumentState.deleted AND d.expiresAt < ?1 ORDER BY d.expiresAt LIMIT 50")
    List<UUID> expired(Instant now);

    @Query(
            "SELECT COUNT(d) FROM Document d WHERE d.clientId = ?1 AND d.state = cn.biaozhengtong.seal.document.DocumentState.uploading")
    long uploading(String client);

    @Query(
            "SELECT COALESCE(SUM(d.bytes), 0) FROM Document d WHERE d.clientId = ?1 AND d.state = cn.biaozhengtong.seal.document.DocumentState.uploading")
    long bytesUploading(String client);

    @Query(
            "SELECT COUNT(d) FROM Document d WHERE d.clientId = ?1 AND NOT d.hosted AND d.state <> cn.biaozhengtong.seal.document.DocumentState.deleted")
    long local(String client);

    /// @throws cn.biaozhengtong.kit.problem.ProblemException when there is none
    default Document locked(DocumentId id) {
        return lock(id.value()).orElseThrow(DocumentProblem.document_unknown::exception);
    }

    /// All, in the order in which everybody locks them.
    ///
    /// @throws cn.biaozhengtong.kit.problem.ProblemException when one is not there
    default List<Document> locked(Collection<DocumentId> ids) {
        List<Document> out = lock(values(ids));
        if (out.size() != new HashSet<>(ids).size()) {
            throw DocumentProblem.document_unknown.exception();
        }
        return out;
    }

    /// @throws cn.biaozhengtong.kit.problem.ProblemException when one is not there, or another's
    default Map<DocumentId, Document> of(String client, Collection<DocumentId> ids) {
        Map<DocumentId, Document> out = new HashMap<>();
        findAllById(values(ids)).stream()
                .filter(it -> it.clientId().equals(client))
                .forEach(it -> out.put(it.documentId(), it));
        if (!out.keySet().containsAll(ids)) {
            throw DocumentProblem.document_unknown.exception();
        }
        return out;
    }

    private static List<UUID> values(Collection<DocumentId> ids) {
        return ids.stream().map(DocumentId::value).distinct().toList();
    }

    /// @throws cn.biaozhengtong.kit.problem.ProblemException when there is none, or it is another's
    default Document of(String client, DocumentId id) {
        return findById(id.value())
                .filter(it -> it.clientId().equals(client))
                .orElseThrow(DocumentProblem.document_unknown::exception);
    }
}
