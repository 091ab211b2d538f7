package cn.biaozhengtong.stamping.ofd;

import cn.biaozhengtong.stamping.Box;
import cn.biaozhengtong.stamping.RefusedException;
import cn.biaozhengtong.stamping.ofd.container.Container;
import cn.biaozhengtong.stamping.ofd.structure.Area;
import cn.biaozhengtong.stamping.ofd.structure.DocumentTree;
import cn.biaozhengtong.stamping.ofd.structure.PageArea;
import cn.biaozhengtong.stamping.ofd.structure.PageContent;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/// The areas of a document's pages, each page read once, and the way between its millimetres and
/// points of the page as it is seen.
final class PageAreas {
    private static final double POINTS = 72 / 25.4;

    private final Container container;
    private final DocumentTree document;
    private final Map<String, Optional<PageArea>> known = new HashMap<>();

    PageAreas(Container container, DocumentTree document) {
        this.container = container;
        this.document = document;
    }

    /// @param page from 0
    Optional<PageArea> of(int page) throws IOException, RefusedException {
        String path = document.pages().get(page).path();
        Optional<PageArea> before = known.get(path);
        if (before == null) {
            before = document.area(PageContent.read(container, path, false));
            known.put(path, before);
        }
        return before;
    }

    /// @param page from 0
    static Box box(int page, Area area) {
        return new Box(
                page + 1,
                area.left() * POINTS,
                area.top() * POINTS,
                area.width() * POINTS,
                area.height() * POINTS);
    }

    static double millimetres(double points) {
        return points / POINTS;
    }
}
