package cn.biaozhengtong.stamping.ofd.drawing;

import cn.biaozhengtong.stamping.RefusedException;
import cn.biaozhengtong.stamping.ofd.container.Container;
import cn.biaozhengtong.stamping.ofd.container.Entry;
import cn.biaozhengtong.stamping.ofd.container.OfdXml;
import cn.biaozhengtong.stamping.ofd.container.XmlTag;
import cn.biaozhengtong.stamping.ofd.structure.OfdPath;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.zip.ZipException;

/// What objects name by an id (GB/T 33190 §7.9): a page's own, then the document's.
final class Resources {
    private static final Set<String> LISTS =
            Set.of(
                    "Res/Fonts/Font",
                    "Res/DrawParams/DrawParam",
                    "Res/ColorSpaces/ColorSpace",
                    "Res/MultiMedias/MultiMedia",
                    "Res/CompositeGraphicUnits/CompositeGraphicUnit");

    private final Container container;
    private final Optional<Resources> outer;
    private final Map<String, Resource> all = new HashMap<>();

    private Resources(Container container, Optional<Resources> outer) {
        this.container = container;
        this.outer = outer;
    }

    /// @param list path of the file in which it stands
    /// @param base where that file says that its files are
    record Resource(Node node, String list, String base) {}

    /// @param lists paths; what is absent holds nothing
    static Resources read(
            Container container, List<String> lists, Optional<Resources> outer, Budget budget)
            throws IOException, RefusedException {
        Resources out = new Resources(container, outer);
        for (String it : lists) {
            Optional<Entry> entry = container.find(it);
            if (entry.isPresent()) {
                OfdXml.read(container, entry.get(), "Res", out.new Reader(it, budget));
            }
        }
        return out;
    }

    private final class Reader implements OfdXml.Handler {
        private final String list;
        private final NodeReader nodes;
        private String base = "";

        private Reader(String list, Budget budget) {
            this.list = list;
            this.nodes =
                    new NodeReader(
                            it -> LISTS.contains(it.path()),
                            it -> {
                                budget.spend(Budget.Of.resources, it.weight());
                                add(it, list, base);
                            });
        }

        @Override
        public void begins(XmlTag tag) throws RefusedException {
            if (tag.path().equals("Res")) {
                base = tag.attribute("BaseLoc").orElse("").strip();
            }
            nodes.begins(tag);
        }

        @Override
        public void ends(XmlTag tag, String text) throws IOException, RefusedException {
            nodes.ends(tag, text);
        }
    }

    /// Two of one id, here or further out: another reader would draw the other.
    private void add(Node node, String list, String base) throws ZipException {
        Resource made = new Resource(node, list, base);
        Optional<String> id = node.attribute("ID");
        Optional<Resource> before = find(node.name(), id);
        if (before.isPresent() && !isSame(before.get(), made)) {
            throw new ZipException("two resources of one id");
        }
        all.put(node.name() + " " + id.orElse(""), made);
    }

    private boolean isSame(Resource one, Resource other) throws ZipException {
        return one.node().equals(other.node())
                && file(one, "MediaFile").equals(file(other, "MediaFile"))
                && file(one, "FontFile").equals(file(other, "FontFile"));
    }

    /// @param kind such as `Font`
    Optional<Resource> find(String kind, Optional<String> id) {
        Optional<Resource> own = id.flatMap(it -> Optional.ofNullable(all.get(kind + " " + it)));
        return own.isPresent() ? own : outer.flatMap(it -> it.find(kind, id));
    }

    /// The file that a resource names in a child.
    Optional<Entry> file(Resource of, String child) throws ZipException {
        Optional<String> location = of.node().words(child);
        if (location.isEmpty()) {
            return Optional.empty();
        }
        String plain = location.get();
        boolean below = !of.base().isEmpty() && !plain.startsWith("/");
        Optional<Entry> found =
                container.find(OfdPath.resolve(of.list(), below ? of.base() + "/" + plain : plain));
        return found.isPresent() || !below
                ? found
                // As some write who name a folder and then the whole way.
                : container.find(OfdPath.resolve(of.list(), plain));
    }
}
