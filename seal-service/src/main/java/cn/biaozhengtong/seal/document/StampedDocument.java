package cn.biaozhengtong.seal.document;

import cn.biaozhengtong.seal.use.SealUse;
import cn.biaozhengtong.seal.use.SealUses;
import java.io.InputStream;
import org.springframework.stereotype.Component;

/// Gives a platform what became of its document.
@Component
public class StampedDocument {
    private final Documents documents;
    private final DocumentFiles files;
    private final SealUses uses;

    StampedDocument(Documents documents, DocumentFiles files, SealUses uses) {
        this.uses = uses;
        this.documents = documents;
        this.files = files;
    }

    /// @param mediaType by its format
    public record Content(String mediaType, long bytes, InputStream stream) {}

    /// Read a piece at a time; the caller closes the stream.
    public Content of(String client, DocumentId id) {
        Document it = documents.of(client, id);
        // Who took it back has the document as it was before. An enterprise's word takes nothing
        // away from its platform.
        boolean withdrawn =
                uses.last(client, id.value())
                        .map(SealUse::withdrawn)
                        .filter(how -> how.by() == SealUse.Party.platform)
                        .isPresent();
        if (withdrawn) {
            throw DocumentProblem.stamp_withdrawn.exception();
        }
        String file = it.stampedFile();
        return new Content(it.format().mediaType(), files.length(id, file), files.read(it, file));
    }
}
