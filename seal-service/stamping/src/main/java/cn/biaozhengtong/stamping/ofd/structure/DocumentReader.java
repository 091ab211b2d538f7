package cn.biaozhengtong.stamping.ofd.structure;

import cn.biaozhengtong.stamping.Refusal;
import cn.biaozhengtong.stamping.RefusedException;
import cn.biaozhengtong.stamping.ofd.container.Container;
import cn.biaozhengtong.stamping.ofd.container.Entry;
import cn.biaozhengtong.stamping.ofd.container.OfdXml;
import cn.biaozhengtong.stamping.ofd.container.XmlTag;
import cn.biaozhengtong.stamping.ofd.structure.DocumentTree.Page;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.zip.ZipException;

/// Reads Document.xml and the lists that it names.
final class DocumentReader implements OfdXml.Handler {
    private static final int MAX_PAGES = 100_000;

    private final String path;
    private final PageArea.Reader area = new PageArea.Reader("Document/CommonData/PageArea");
    private final List<Page> pages = new ArrayList<>();
    private final Map<String, Integer> places = new HashMap<>();
    private final Set<String> ids = new HashSet<>();
    private final Map<String, String> templates = new HashMap<>();
    private final Map<String, Part> parts = new HashMap<>();
    private final Map<String, Part> lists = new LinkedHashMap<>();

    DocumentReader(String path) {
        this.path = path;
        parts.put(Catalogue.PATH, Part.catalogue);
        parts.put(path, Part.document);
    }

    @Override
    public void begins(XmlTag tag) throws RefusedException, ZipException {
        if (tag.path().equals("Document/Pages/Page")) {
            Page page = new Page(id(tag), location(tag));
            places.put(page.id(), pages.size());
            pages.add(page);
            parts.put(page.path(), Part.page);
            if (pages.size() > MAX_PAGES) {
                throw new RefusedException(Refusal.too_large, "pages");
            }
        }
        if (tag.path().equals("Document/CommonData/TemplatePage")) {
            String file = location(tag);
            templates.put(id(tag), file);
            parts.putIfAbsent(file, Part.template);
        }
    }

    private String id(XmlTag tag) throws ZipException {
        String id = tag.attribute("ID").orElse("").strip();
        // Two of one id: who stamps the one stamps the other for another reader.
        if (!id.matches("[\\p{L}\\p{N}_.-]{1,64}") || !ids.add(id)) {
            throw new ZipException("id");
        }
        return id;
    }

    private String location(XmlTag tag) throws ZipException {
        return OfdPath.resolve(path, tag.attribute("BaseLoc").orElse(""));
    }

    @Override
    public void ends(XmlTag tag, String text) throws ZipException {
        area.ends(tag, text);
        Optional<Part> part =
                switch (tag.path()) {
                    case "Document/CommonData/PublicRes", "Document/CommonData/DocumentRes" ->
                            Optional.of(Part.resource);
                    case "Document/Annotations" -> Optional.of(Part.annotation);
                    case "Document/Attachments" -> Optional.of(Part.attachment);
                    case "Document/CustomTags" -> Optional.of(Part.tag);
                    case "Document/Extensions" -> Optional.of(Part.extension);
                    default -> Optional.empty();
                };
        if (part.isPresent() && !text.isBlank()) {
            String file = OfdPath.resolve(path, text);
            parts.putIfAbsent(file, part.get());
            lists.put(file, part.get());
        }
    }

    /// What is named but absent shows nothing; a list that is no list is told by whoever needs it.
    void readLists(Container container) throws IOException, RefusedException {
        for (Map.Entry<String, Part> list : lists.entrySet()) {
            Optional<Entry> entry = container.find(list.getKey());
            String root =
                    switch (list.getValue()) {
                        case resource -> "Res";
                        case annotation -> "Annotations";
                        case attachment -> "Attachments";
                        default -> "";
                    };
            if (entry.isPresent() && !root.isEmpty()) {
                OfdXml.read(
                        container, entry.get(), root, new Listed(list.getKey(), list.getValue()));
            }
        }
    }

    private final class Listed implements OfdXml.Handler {
        private final String file;
        private final Part part;
        private String base = "";

        private Listed(String file, Part part) {
            this.file = file;
            this.part = part;
        }

        @Override
        public void begins(XmlTag tag) {
            if (tag.path().equals("Res")) {
                base = tag.attribute("BaseLoc").orElse("").strip();
            }
        }

        @Override
        public void ends(XmlTag tag, String text) throws ZipException {
            boolean names =
                    switch (tag.name()) {
                        case "FileLoc", "MediaFile", "FontFile" -> true;
                        default -> false;
                    };
            if (names && !text.isBlank()) {
                boolean below = part == Part.resource && !base.isEmpty();
                String location = text.strip();
                boolean relative = below && !location.startsWith("/");
                parts.putIfAbsent(
                        OfdPath.resolve(file, relative ? base + "/" + location : location), part);
            }
        }
    }

    DocumentTree tree() {
        return new DocumentTree(
                path,
                pages,
                places,
                templates,
                area.area(),
                parts,
                listed(Part.resource),
                listed(Part.annotation));
    }

    private List<String> listed(Part part) {
        return lists.entrySet().stream()
                .filter(it -> it.getValue() == part)
                .map(Map.Entry::getKey)
                .toList();
    }
}
