package cn.biaozhengtong.seal.document;

import cn.biaozhengtong.seal.work.DocumentFormat;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Version;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.Persistable;

/// A document of a platform. Its row stays when its content is gone; of one that stays with the
/// platform's bid tool there is only the row.
@Entity
public class Document implements Persistable<UUID> {
    /// In bytes; the last part is what is left.
    public static final int PART = 8 << 20;

    public static final long MAX_BYTES = 512L << 20;

    /// Of one that stays with its tool.
    public static final long MOST_LOCAL = 4L << 30;

    private static final Duration KEPT = Duration.ofHours(24);

    /// What an upload may take.
    private static final Duration UPLOAD = Duration.ofHours(2);

    /// What a session may take.
    private static final Duration SESSION = Duration.ofHours(1);

    @Id private UUID id;
    private String clientId;
    private String title;

    @Enumerated(EnumType.STRING)
    private DocumentFormat format;

    private long bytes;
    private String digest;
    private int pages;

    @Enumerated(EnumType.STRING)
    private DocumentState state;

    @Enumerated(EnumType.STRING)
    private Baseline baseline;

    private boolean hosted;
    private String keySealed;
    private @Nullable UUID sessionId;
    private @Nullable String stampedFile;
    private Instant createdAt;
    private Instant expiresAt;
    @Version private Integer version;

    protected Document() {}

    /// What a platform announces.
    ///
    /// @param digest SM3 of the whole, 64 hexadecimal characters
    public record Announced(
            String title, DocumentFormat format, long bytes, String digest, Baseline baseline) {
        /// @throws cn.biaozhengtong.kit.problem.ProblemException for an OFD with evidence inside
        public Announced {
            if (format == DocumentFormat.ofd && baseline != Baseline.b_t) {
                throw DocumentProblem.baseline_of_pdf.exception();
            }
        }
    }

    static Document announced(
            DocumentId id, String client, Announced what, String keySealed, Instant now) {
        Document it = new Document();
        it.id = id.value();
        it.clientId = client;
        it.title = what.title();
        it.format = what.format();
        it.bytes = what.bytes();
        it.digest = what.digest();
        it.state = DocumentState.uploading;
        it.baseline = what.baseline();
        it.hosted = true;
        it.keySealed = keySealed;
        it.createdAt = now;
        it.expiresAt = now.plus(UPLOAD);
        return it;
    }

    /// One that never comes here, with as many pages as its platform says.
    static Document local(DocumentId id, String client, Announced what, int pages, Instant now) {
        Document it = announced(id, client, what, "", now);
        it.hosted = false;
        it.ready(pages, now);
        return it;
    }

    /// It is whole, and can be read.
    void ready(int pages, Instant now) {
        become(DocumentState.ready);
        this.pages = pages;
        expiresAt = now.plus(KEPT);
    }

    void refused() {
        become(DocumentState.refused);
    }

    /// A session's seal stands in it; whatever another session prepared counts no more.
    public void prepared(UUID session, Instant now) {
        become(DocumentState.prepared);
        sessionId = session;
        expiresAt = now.plus(SESSION).plus(KEPT);
    }

    /// The session does without it.
    public void released(UUID session) {
        if (state == DocumentState.prepared && session.equals(sessionId)) {
            become(DocumentState.ready);
            sessionId = null;
        }
    }

    /// @param file of its [DocumentFiles]; empty when it is not here
    public void stamped(UUID session, String file, Instant now) {
        if (!session.equals(sessionId)) {
            throw DocumentProblem.document_state.exception();
        }
        become(DocumentState.stamped);
        stampedFile = file;
        expiresAt = now.plus(KEPT);
    }

    void contentDeleted() {
        become(DocumentState.deleted);
        keySealed = "";
    }

    private void become(DocumentState next) {
        if (!state.mayBecome(next)) {
            throw DocumentProblem.document_state.exception();
        }
        state = next;
    }

    /// How many parts it is uploaded in.
    int parts() {
        return (int) ((bytes + PART - 1) / PART);
    }

    /// @param part from 0
    int lengthOf(int part) {
        return (int) Math.min(PART, bytes - (long) part * PART);
    }

    @Override
    public UUID getId() {
        return id;
    }

    @Override
    public boolean isNew() {
        return version == null;
    }

    public DocumentId documentId() {
        return new DocumentId(id);
    }

    public String clientId() {
        return clientId;
    }

    public String title() {
        return title;
    }

    public DocumentFormat format() {
        return format;
    }

    /// Whether its content is here, or was.
    public boolean isHosted() {
        return hosted;
    }

    public long bytes() {
        return bytes;
    }

    public Baseline baseline() {
        return baseline;
    }

    public String digest() {
        return digest;
    }

    public int pages() {
        return pages;
    }

    public DocumentState state() {
        return state;
    }

    String keySealed() {
        return keySealed;
    }

    public Optional<UUID> sessionId() {
        return Optional.ofNullable(sessionId);
    }

    /// @throws cn.biaozhengtong.kit.problem.ProblemException when it is not stamped, or no more
    String stampedFile() {
        String file = stampedFile;
        if (!hosted) {
            throw DocumentProblem.document_local.exception();
        }
        if (state == DocumentState.deleted) {
            throw DocumentProblem.document_deleted.exception();
        }
        if (file == null) {
            throw DocumentProblem.not_stamped.exception();
        }
        return file;
    }

    public Instant expiresAt() {
        return expiresAt;
    }
}
