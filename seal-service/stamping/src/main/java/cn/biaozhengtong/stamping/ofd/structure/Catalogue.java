package cn.biaozhengtong.stamping.ofd.structure;

import cn.biaozhengtong.stamping.Refusal;
import cn.biaozhengtong.stamping.RefusedException;
import cn.biaozhengtong.stamping.ofd.container.Container;
import cn.biaozhengtong.stamping.ofd.container.Entry;
import cn.biaozhengtong.stamping.ofd.container.OfdXml;
import cn.biaozhengtong.stamping.ofd.container.XmlTag;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.zip.ZipException;

/// OFD.xml (GB/T 33190 §7.4): which documents the container holds.
///
/// @param documents at least one
public record Catalogue(List<DocBody> documents) {
    public static final String PATH = "/OFD.xml";

    private static final int MAX_DOCUMENTS = 20;

    public Catalogue {
        documents = List.copyOf(documents);
    }

    /// @param root of its Document.xml
    /// @param signatures of its list of signatures
    /// @param versioned whether it has other versions of itself
    public record DocBody(String root, Optional<String> signatures, boolean versioned) {}

    public static Catalogue read(Container container) throws IOException, RefusedException {
        Entry entry = container.find(PATH).orElseThrow(() -> new ZipException("no OFD.xml"));
        Reader reader = new Reader();
        OfdXml.read(container, entry, "OFD", reader);
        if (reader.out.isEmpty()) {
            throw new ZipException("no document");
        }
        return new Catalogue(reader.out);
    }

    private static final class Reader implements OfdXml.Handler {
        private final List<DocBody> out = new ArrayList<>();
        private Optional<String> root = Optional.empty();
        private Optional<String> signatures = Optional.empty();
        private boolean versioned;

        @Override
        public void ends(XmlTag tag, String text) throws RefusedException, ZipException {
            switch (tag.path()) {
                case "OFD/DocBody/DocRoot" -> root = once(root, text);
                case "OFD/DocBody/Signatures" -> signatures = once(signatures, text);
                case "OFD/DocBody/Versions/Version" -> versioned = true;
                case "OFD/DocBody" -> body();
                default -> {}
            }
        }

        private static Optional<String> once(Optional<String> before, String text)
                throws ZipException {
            if (before.isPresent()) {
                throw new ZipException("two of what may be one");
            }
            return Optional.of(OfdPath.resolve(PATH, text));
        }

        private void body() throws RefusedException, ZipException {
            out.add(
                    new DocBody(
                            root.orElseThrow(() -> new ZipException("no DocRoot")),
                            signatures,
                            versioned));
            if (out.size() > MAX_DOCUMENTS) {
                throw new RefusedException(Refusal.too_large, "documents");
            }
            root = Optional.empty();
            signatures = Optional.empty();
            versioned = false;
        }
    }
}
