package cn.biaozhengtong.seal.document;

import cn.biaozhengtong.seal.work.Job;
import cn.biaozhengtong.seal.work.Worker;
import cn.biaozhengtong.seal.work.Workers;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import org.springframework.stereotype.Component;

/// A page as it was uploaded, as a picture; drawn once for each width, kept with the document.
@Component
public class DrawPage {
    /// Widths are few, so that pictures are.
    private static final int STEP = 200;

    /// Counts up when pages come to be drawn otherwise, so that no earlier picture is shown.
    private static final int DRAWING = 2;

    /// One piece, which is there whole or not at all.
    private static final long MOST_PICTURE = Document.PART;

    private static final String FILE = "document";
    private static final String PICTURE = "picture";

    private final Documents documents;
    private final DocumentFiles files;
    private final Workers workers;

    DrawPage(Documents documents, DocumentFiles files, Workers workers) {
        this.documents = documents;
        this.files = files;
        this.workers = workers;
    }

    /// PNG.
    ///
    /// @param page from 1
    /// @param wished pixels; what comes is that wide or a little wider
    public byte[] draw(DocumentId id, int page, int wished) {
        Document it =
                documents
                        .findById(id.value())
                        .orElseThrow(DocumentProblem.document_unknown::exception);
        if (!it.isHosted() || page > it.pages()) {
            throw DocumentProblem.preview_not_available.exception();
        }
        int width = (wished + STEP - 1) / STEP * STEP;
        String name = "page-" + page + "-" + width + "-" + DRAWING;
        if (!files.has(id, name)) {
            drawn(it, page, width, name);
        }
        try (InputStream in = files.read(it, name)) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void drawn(Document it, int page, int width, String name) {
        // What another document did in a process must not show in what is signed.
        String whose = "pages of " + it.getId();
        try (Worker worker = workers.open(Workers.Purpose.platform, whose)) {
            // What is seen is what will be signed.
            files.fetchOriginal(it, worker.given(FILE));
            // Who counted them had read others' documents.
            if (worker.ask(new Job.Open(FILE, it.format())).pages().size() != it.pages()) {
                throw DocumentProblem.document_changed.exception();
            }
            worker.ask(new Job.Draw(FILE, it.format(), page, width, PICTURE));
            files.keep(it, name, worker.fetch(PICTURE, MOST_PICTURE));
        }
    }
}
