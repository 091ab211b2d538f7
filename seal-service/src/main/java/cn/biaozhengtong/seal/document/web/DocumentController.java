package cn.biaozhengtong.seal.document.web;

import cn.biaozhengtong.kit.security.Caller;
import cn.biaozhengtong.kit.text.Name;
import cn.biaozhengtong.seal.document.Baseline;
import cn.biaozhengtong.seal.document.Document;
import cn.biaozhengtong.seal.document.DocumentId;
import cn.biaozhengtong.seal.document.DocumentProblem;
import cn.biaozhengtong.seal.document.DocumentState;
import cn.biaozhengtong.seal.document.Documents;
import cn.biaozhengtong.seal.document.StampedDocument;
import cn.biaozhengtong.seal.document.UploadDocument;
import cn.biaozhengtong.seal.work.DocumentFormat;
import cn.biaozhengtong.seal.work.WorkProblem;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.InputStreamResource;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/// Documents that a tender platform has stamped; a foreign platform's document looks absent.
@RestController
@RequestMapping("/rp/v1/documents")
class DocumentController {
    private static final int PATIENCE_SECONDS = 10;

    /// A part takes some 30 MB while it is read and sealed.
    private static final int AT_ONCE = 3;

    private final Semaphore inMemory = new Semaphore(AT_ONCE, true);
    private final UploadDocument upload;
    private final Documents documents;
    private final StampedDocument stamped;

    DocumentController(UploadDocument upload, Documents documents, StampedDocument stamped) {
        this.upload = upload;
        this.documents = documents;
        this.stamped = stamped;
    }

    /// @param size bytes
    /// @param digest SM3 of the whole file
    /// @param baseline `b_t` unless it is said
    record DocumentRequest(
            @NotNull @Name @Size(min = 1, max = 120) String title,
            @NotNull DocumentFormat format,
            @Min(1) @Max(Document.MAX_BYTES) long size,
            @NotNull @Pattern(regexp = "[0-9a-f]{64}") String digest,
            @Nullable Baseline baseline) {}

    /// @param partSize bytes of every part but the last
    record Announced(DocumentId documentId, int partSize, Instant expiresAt) {}

    /// @param parts that are there, from 0
    /// @param pages 0 before it is complete
    record Progress(
            DocumentId documentId,
            String title,
            DocumentFormat format,
            long size,
            String digest,
            Baseline baseline,
            DocumentState state,
            int pages,
            int partSize,
            List<Integer> parts,
            Instant expiresAt) {}

    record Completed(int pages) {}

    /// @param size bytes
    /// @param digest SM3 of the whole file
    record LocalRequest(
            @NotNull @Name @Size(min = 1, max = 120) String title,
            @NotNull DocumentFormat format,
            @Min(1) @Max(Document.MOST_LOCAL) long size,
            @NotNull @Pattern(regexp = "[0-9a-f]{64}") String digest,
            @Min(1) @Max(999_999) int pages) {}

    record LocalDocument(DocumentId documentId, Instant expiresAt) {}

    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    Announced announce(Caller caller, @Valid @RequestBody DocumentRequest it) {
        Document made =
                upload.announce(
                        caller.id(),
                        new Document.Announced(
                                it.title(),
                                it.format(),
                                it.size(),
                                it.digest(),
                                Objects.requireNonNullElse(it.baseline(), Baseline.b_t)));
        return new Announced(made.documentId(), Document.PART, made.expiresAt());
    }

    /// A document that stays where it is, such as a bid before its opening.
    @PostMapping("/local")
    @ResponseStatus(HttpStatus.CREATED)
    LocalDocument announceLocal(Caller caller, @Valid @RequestBody LocalRequest it) {
        Document made =
                upload.announceLocal(
                        caller.id(),
                        new Document.Announced(
                                it.title(), it.format(), it.size(), it.digest(), Baseline.b_t),
                        it.pages());
        return new LocalDocument(made.documentId(), made.expiresAt());
    }

    @GetMapping("/{id}")
    Progress progress(Caller caller, @PathVariable DocumentId id) {
        Document it = documents.of(caller.id(), id);
        return new Progress(
                it.documentId(),
                it.title(),
                it.format(),
                it.bytes(),
                it.digest(),
                it.baseline(),
                it.state(),
                it.pages(),
                Document.PART,
                upload.parts(id),
                it.expiresAt());
    }

    /// The same bytes may come again.
    ///
    /// @param n from 0
    @PutMapping(path = "/{id}/parts/{n}", consumes = MediaType.APPLICATION_OCTET_STREAM_VALUE)
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void part(
            Caller caller,
            @PathVariable DocumentId id,
            @PathVariable int n,
            @RequestBody(required = false) @Nullable InputStreamResource content)
            throws IOException {
        if (content == null) {
            throw DocumentProblem.part_unknown.exception();
        }
        mustHaveRoom();
        try (InputStream in = content.getInputStream()) {
            // One byte too many is seen as such.
            upload.part(caller.id(), id, n, in.readNBytes(Document.PART + 1));
        } finally {
            inMemory.release();
        }
    }

    private void mustHaveRoom() {
        boolean room = false;
        try {
            room = inMemory.tryAcquire(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        if (!room) {
            throw WorkProblem.busy.exception();
        }
    }

    /// It is whole: it must be what was announced, and such that it can be stamped.
    @PostMapping("/{id}/complete")
    Completed complete(Caller caller, @PathVariable DocumentId id) {
        return new Completed(upload.complete(caller.id(), id));
    }

    @GetMapping("/{id}/stamped")
    ResponseEntity<InputStreamResource> stamped(Caller caller, @PathVariable DocumentId id) {
        StampedDocument.Content it = stamped.of(caller.id(), id);
        return ResponseEntity.ok()
                .contentType(MediaType.parseMediaType(it.mediaType()))
                .contentLength(it.bytes())
                .cacheControl(CacheControl.noStore())
                .body(new InputStreamResource(it.stream()));
    }
}
