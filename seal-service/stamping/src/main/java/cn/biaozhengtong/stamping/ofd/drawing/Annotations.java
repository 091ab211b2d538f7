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
import java.util.zip.ZipException;

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
                OfdXml.read(
                        container,
                        entry(file),
                        "PageAnnot",
                        new NodeReader(
                                it -> it.path().equals("PageAnnot/Annot"),
                                it -> annotation(it, scope, artist)));
            }
        }
    }

    private List<String> files(String list, String page) throws IOException, RefusedException {
        List<String> out = new ArrayList<>();
        OfdXml.read(
                container,
                entry(list),
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
        return out;
    }

    /// What is named must be there: another reader may find it under a name of other letters.
    private Entry entry(String path) throws ZipException {
        return container.find(path).orElseThrow(() -> new ZipException("no annotations"));
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
