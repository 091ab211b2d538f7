package cn.biaozhengtong.seal.document;

import java.io.InputStream;
import org.springframework.stereotype.Component;

/// Gives a platform what became of its document.
@Component
public class StampedDocument {
    private final Documents documents;
    private final DocumentFiles files;

    StampedDocument(Documents documents, DocumentFiles files) {
        this.documents = documents;
        this.files = files;
    }

    /// @param mediaType by its format
    public record Content(String mediaType, long bytes, InputStream stream) {}

    /// Read a piece at a time; the caller closes the stream.
    public Content of(String client, DocumentId id) {
        Document it = documents.of(client, id);
        String file = it.stampedFile();
        return new Content(it.format().mediaType(), files.length(id, file), files.read(it, file));
    }
}
