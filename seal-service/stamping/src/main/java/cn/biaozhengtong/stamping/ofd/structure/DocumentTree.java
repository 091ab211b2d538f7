package cn.biaozhengtong.stamping.ofd.structure;

import cn.biaozhengtong.stamping.RefusedException;
import cn.biaozhengtong.stamping.ofd.container.Container;
import cn.biaozhengtong.stamping.ofd.container.Entry;
import cn.biaozhengtong.stamping.ofd.container.OfdXml;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.zip.ZipException;

/// A document (GB/T 33190 §7.5): its pages in order, and what each file is for.
///
/// @param path of Document.xml
/// @param templates paths of template pages by id
/// @param area of pages that name none
/// @param places of pages, from 0, by id
/// @param parts files that Document.xml names, directly or in its lists
/// @param resources paths of its own lists of resources
/// @param annotations paths of its lists of annotations
public record DocumentTree(
        String path,
        List<Page> pages,
        Map<String, Integer> places,
        Map<String, String> templates,
        Optional<PageArea> area,
        Map<String, Part> parts,
        List<String> resources,
        List<String> annotations) {
    public DocumentTree {
        pages = List.copyOf(pages);
        places = Map.copyOf(places);
        templates = Map.copyOf(templates);
        parts = Map.copyOf(parts);
        resources = List.copyOf(resources);
        annotations = List.copyOf(annotations);
    }

    /// @param id by which others name it
    /// @param path of its content
    public record Page(String id, String path) {}

    /// @param path of Document.xml
    public static DocumentTree read(Container container, String path)
            throws IOException, RefusedException {
        Entry entry = container.find(path).orElseThrow(() -> new ZipException("no Document.xml"));
        DocumentReader reader = new DocumentReader(path);
        OfdXml.read(container, entry, "Document", reader);
        reader.readLists(container);
        return reader.tree();
    }

    /// What a file is for.
    public Part part(String file) {
        return parts.getOrDefault(file, Part.other);
    }

    /// The boxes of a page: its own, or else the document's.
    public Optional<PageArea> area(PageContent page) {
        return page.area().or(() -> area);
    }
}
