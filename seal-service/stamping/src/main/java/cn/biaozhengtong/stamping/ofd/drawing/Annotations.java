package cn.biaozhengtong.stamping.ofd.drawing;

import cn.biaozhengtong.stamping.RefusedException;
import cn.biaozhengtong.stamping.ofd.container.Container;
import cn.biaozhengtong.stamping.ofd.container.Entry;
import cn.biaozhengtong.stamping.ofd.container.OfdXml;
import cn.biaozhengtong.stamping.ofd.structure.Area;
import cn.biaozhengtong.stamping.ofd.structure.OfdPath;
import java.awt.geom.AffineTransform;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What is put over a page besides its content (GB/T 33190 §15): watermarks, notes, drawn stamps.
final class Annotations {
    private final Container container;
    private final List<String> lists;

    /// @param lists paths of Annotations.xml
    Annotations(Container container, List<String> lists) {
        this.container = container;
        this.lists = lists;
    }

    /// @param page its id
    void draw(String page, Scope scope, ObjectArtist artist) throws IOException, RefusedException {
        for (String list : lists) {
            for (String file : files(list, page)) {
                Optional<Entry> entry = container.find(file);
                if (entry.isPresent()) {
                    OfdXml.read(
                            container,
                            entry.get(),
                            "PageAnnot",
                            new NodeReader(
                                    it -> it.path().equals("PageAnnot/Annot"),
                                    it -> annotation(it, scope, artist)));
                }
            }
        }
    }

    private List<String> files(String list, String page) throws IOException, RefusedException {
        List<String> out = new ArrayList<>();
        Optional<Entry> entry = container.find(list);
        if (entry.isPresent()) {
            OfdXml.read(
                    container,
                    entry.get(),
                    "Annotations",
                    new NodeReader(
                            it -> it.path().equals("Annotations/Page"),
                            it -> {
                                Optional<String> file = it.words("FileLoc");
                                if (it.attribute("PageID").orElse("").equals(page)
                                        && file.isPresent()) {
                                    out.add(OfdPath.resolve(list, file.get()));
                                }
                            }));
        }
        return out;
    }

    private static void annotation(Node node, Scope scope, ObjectArtist artist)
            throws IOException, RefusedException {
        if (!node.flag("Visible", true)) {
            return;
        }
        for (Node look : node.children("Appearance")) {
            Area boundary = look.area("Boundary").orElse(new Area(0, 0, 0, 0));
            AffineTransform place =
                    AffineTransform.getTranslateInstance(boundary.left(), boundary.top());
            try (Sheet sheet = scope.sheet().at(place)) {
                artist.all(look, Scope.of(sheet, scope.resources()));
            }
        }
    }
}
