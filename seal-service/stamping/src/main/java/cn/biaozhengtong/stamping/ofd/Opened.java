package cn.biaozhengtong.stamping.ofd;

import cn.biaozhengtong.stamping.Refusal;
import cn.biaozhengtong.stamping.RefusedException;
import cn.biaozhengtong.stamping.ofd.container.Container;
import cn.biaozhengtong.stamping.ofd.container.Limits;
import cn.biaozhengtong.stamping.ofd.structure.Catalogue;
import cn.biaozhengtong.stamping.ofd.structure.Catalogue.DocBody;
import java.io.EOFException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.ZipException;

/// An OFD that is open: the one place where what is malformed becomes a refusal.
///
/// @param digests of its files
record Opened(Container container, Catalogue catalogue, Digests digests) {
    private static final String ENCRYPTIONS = "/Encryptions.xml";
    private static final String INTEGRITY = "/OFDEntries.xml";

    /// What is done with it while it is open.
    interface Work<T> {
        T with(Opened opened) throws IOException, RefusedException;
    }

    /// @throws RefusedException whatever is wrong with the file's content
    /// @throws IOException when the file cannot be read
    static <T> T of(Path path, Limits limits, Work<T> work) throws IOException, RefusedException {
        try (Container container = Container.open(path, limits)) {
            if (container.find(ENCRYPTIONS).isPresent()) {
                throw new RefusedException(Refusal.encrypted, "GM/T 0099");
            }
            Catalogue catalogue = Catalogue.read(container);
            return work.with(new Opened(container, catalogue, new Digests(container)));
        } catch (ZipException | EOFException e) {
            throw new RefusedException(Refusal.not_readable, String.valueOf(e.getMessage()), e);
        }
    }

    /// Its one document.
    DocBody only() throws RefusedException {
        List<DocBody> documents = catalogue.documents();
        if (documents.size() != 1 || documents.get(0).versioned()) {
            throw new RefusedException(Refusal.several_documents, "documents");
        }
        return documents.get(0);
    }

    /// Whether GM/T 0099 protects the whole container.
    boolean isProtected() {
        return container.find(INTEGRITY).isPresent();
    }
}
