package cn.biaozhengtong.seal.document;

import cn.biaozhengtong.crypto.Sm3;
import cn.biaozhengtong.kit.problem.ProblemCategory;
import cn.biaozhengtong.kit.problem.ProblemException;
import cn.biaozhengtong.kit.work.UnitOfWork;
import cn.biaozhengtong.seal.work.Job;
import cn.biaozhengtong.seal.work.Worker;
import cn.biaozhengtong.seal.work.Workers;
import java.util.List;
import java.util.Optional;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/// A platform hands a document over: announced by size and digest, in parts that may come again and
/// in any order, then completed, when it must be what was announced and readable.
@Component
public class UploadDocument {
    private static final String FILE = "document";

    /// Of one platform: what it announced and did not complete, and all that is kept for it.
    private static final int MOST_UPLOADS = 1000;

    /// Of one platform that stay with its tools, in a day.
    private static final int MOST_LOCAL = 50_000;

    private final long mostBytes;

    private final Documents documents;
    private final DocumentFiles files;
    private final Pieces pieces;
    private final Workers workers;
    private final UnitOfWork work;

    UploadDocument(
            Documents documents,
            DocumentFiles files,
            Pieces pieces,
            Workers workers,
            UnitOfWork work,
            @Value("${bzt.documents.gib-per-platform:64}") long mostGib) {
        this.mostBytes = mostGib << 30;
        this.documents = documents;
        this.files = files;
        this.pieces = pieces;
        this.workers = workers;
        this.work = work;
    }

    public Document announce(String client, Document.Announced what) {
        if (documents.uploading(client) >= MOST_UPLOADS
                || documents.bytesUploading(client) + pieces.kept(client) + what.bytes()
                        > mostBytes) {
            throw DocumentProblem.too_much_kept.exception();
        }
        DocumentId id = DocumentId.random();
        return documents.save(Document.announced(id, client, what, files.key(id), work.now()));
    }

    /// One that stays with the platform's bid tool: nothing of it is uploaded, or ever seen here.
    ///
    /// @param pages as the platform says
    public Document announceLocal(String client, Document.Announced what, int pages) {
        if (documents.local(client) >= MOST_LOCAL) {
            throw DocumentProblem.too_much_kept.exception();
        }
        return documents.save(Document.local(DocumentId.random(), client, what, pages, work.now()));
    }

    /// @param number from 0
    public void part(String client, DocumentId id, int number, byte[] content) {
        Document it = documents.of(client, id);
        mustTake(it, number, content);
        Optional<Pieces.Piece> there = there(id, number);
        if (there.isEmpty()) {
            mustBe(it, DocumentState.uploading);
            Pieces.Piece made = files.put(it, DocumentFiles.ORIGINAL, number, content);
            if (pieces.enter(id, DocumentFiles.ORIGINAL, made)) {
                return;
            }
            files.drop(made);
            there = there(id, number);
        }
        if (!there.map(Pieces.Piece::digest).orElse("").equals(Sm3.hex(content))) {
            throw DocumentProblem.part_taken.exception();
        }
    }

    private static void mustTake(Document it, int number, byte[] content) {
        if (number < 0 || number >= it.parts() || content.length != it.lengthOf(number)) {
            throw DocumentProblem.part_unknown.exception();
        }
    }

    private Optional<Pieces.Piece> there(DocumentId id, int number) {
        return pieces.of(id, DocumentFiles.ORIGINAL).stream()
                .filter(it -> it.number() == number)
                .findFirst();
    }

    /// Parts that are there, from 0.
    public List<Integer> parts(DocumentId id) {
        return pieces.of(id, DocumentFiles.ORIGINAL).stream().map(Pieces.Piece::number).toList();
    }

    /// Repeated, it answers the same.
    ///
    /// @return how many pages it has
    /// @throws ProblemException also with the reason why such a document is not stamped
    public int complete(String client, DocumentId id) {
        Document it = documents.of(client, id);
        if (it.state() != DocumentState.uploading) {
            mustBeReadable(it);
            return it.pages();
        }
        if (parts(id).size() != it.parts()) {
            throw DocumentProblem.parts_missing.exception();
        }
        int pages = pages(it);
        work.run(() -> {
            Document now = documents.locked(id);
            if (now.state() == DocumentState.uploading) {
                now.ready(pages, work.now());
                work.note("platform:" + client, "document.ready", id.toString(), now.digest());
            }
        });
        return pages;
    }

    private int pages(Document it) {
        try {
            return opened(it);
        } catch (ProblemException e) {
            // For good: such a document can only be uploaded again.
            if (!isPassing(e)) {
                work.run(() -> {
                    Document now = documents.locked(it.documentId());
                    if (now.state() == DocumentState.uploading) {
                        now.refused();
                    }
                });
            }
            throw e;
        }
    }

    private int opened(Document it) {
        try (Worker worker =
                workers.open(Workers.Purpose.platform, "uploads of " + it.clientId())) {
            try {
                return pages(it, worker);
            } catch (ProblemException e) {
                if (isPassing(e) || !worker.hasReadOthers()) {
                    throw e;
                }
            }
        }
        // What was read before it must not be what it is refused for.
        try (Worker alone = workers.open(Workers.Purpose.platform)) {
            return pages(it, alone);
        }
    }

    private static boolean isPassing(ProblemException e) {
        return e.problem().category() == ProblemCategory.unavailable;
    }

    private int pages(Document it, Worker worker) {
        files.fetchOriginal(it, worker.given(FILE));
        return worker.ask(new Job.Open(FILE, it.format())).pages().size();
    }

    private static void mustBeReadable(Document it) {
        switch (it.state()) {
            case ready, prepared, stamped -> {}
            case deleted -> throw DocumentProblem.document_deleted.exception();
            case uploading, refused -> throw DocumentProblem.document_state.exception();
        }
    }

    private static void mustBe(Document it, DocumentState state) {
        if (it.state() != state) {
            throw DocumentProblem.document_state.exception();
        }
    }
}
