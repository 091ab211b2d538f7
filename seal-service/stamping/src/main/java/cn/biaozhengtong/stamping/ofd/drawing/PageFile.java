package cn.biaozhengtong.stamping.ofd.drawing;

import cn.biaozhengtong.stamping.RefusedException;
import cn.biaozhengtong.stamping.ofd.container.Container;
import cn.biaozhengtong.stamping.ofd.container.Entry;
import cn.biaozhengtong.stamping.ofd.container.OfdXml;
import cn.biaozhengtong.stamping.ofd.container.XmlTag;
import cn.biaozhengtong.stamping.ofd.structure.OfdPath;
import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.zip.ZipException;

/// The content of a page or template, read as often as it has kinds of layers, so that it need not
/// be held at once.
///
/// @param templates that it shows, in their order
/// @param resources paths of its own lists of resources
/// @param layers kinds of layers that it has
record PageFile(
        String path, List<Template> templates, List<String> resources, Set<Layering> layers) {
    private static final Set<String> OBJECTS =
            Set.of("TextObject", "PathObject", "ImageObject", "CompositeObject");

    PageFile {
        templates = List.copyOf(templates);
        resources = List.copyOf(resources);
        layers = Set.copyOf(layers);
    }

    /// @param id of the template
    record Template(String id, Layering where) {}

    /// Whom its objects are handed to.
    interface Target {
        /// @param layer as it begins
        void take(Node layer, Node object) throws IOException, RefusedException;
    }

    static boolean isObject(String name) {
        return OBJECTS.contains(name);
    }

    private static Entry entry(Container container, String path) throws ZipException {
        return container.find(path).orElseThrow(() -> new ZipException("no content of a page"));
    }

    private static boolean isLayer(XmlTag tag) {
        return tag.path().equals("Page/Content/Layer");
    }

    private static Layering kind(XmlTag layer) {
        return Layering.of(layer.attribute("Type").map(String::strip), Layering.body);
    }

    static PageFile read(Container container, String path) throws IOException, RefusedException {
        Head head = new Head(path);
        OfdXml.read(container, entry(container, path), "Page", head);
        return new PageFile(path, head.templates, head.resources, head.layers);
    }

    private static final class Head implements OfdXml.Handler {
        private final String path;
        private final List<Template> templates = new ArrayList<>();
        private final List<String> resources = new ArrayList<>();
        private final Set<Layering> layers = EnumSet.noneOf(Layering.class);

        private Head(String path) {
            this.path = path;
        }

        @Override
        public void begins(XmlTag tag) {
            if (tag.path().equals("Page/Template")) {
                templates.add(
                        new Template(
                                tag.attribute("TemplateID").orElse("").strip(),
                                Layering.of(
                                        tag.attribute("ZOrder").map(String::strip),
                                        Layering.background)));
            }
            if (isLayer(tag)) {
                layers.add(kind(tag));
            }
        }

        @Override
        public void ends(XmlTag tag, String text) throws ZipException {
            if (tag.path().equals("Page/PageRes") && !text.isBlank()) {
                resources.add(OfdPath.resolve(path, text));
            }
        }
    }

    /// Its objects in layers of one kind, as they lie over each other.
    void objects(Container container, Layering wanted, Target target)
            throws IOException, RefusedException {
        if (layers.contains(wanted)) {
            OfdXml.read(container, entry(container, path), "Page", new Layers(wanted, target));
        }
    }

    private static final class Layers implements OfdXml.Handler {
        private static final String IN = "Page/Content/Layer/";

        private final Layering wanted;
        private final NodeReader objects;
        private Node layer = new Node(new XmlTag("", Map.of()), "", List.of());
        private boolean here;

        private Layers(Layering wanted, Target target) {
            this.wanted = wanted;
            this.objects =
                    new NodeReader(
                            it -> here && it.path().startsWith(IN) && isObject(it.name()),
                            it -> target.take(layer, it));
        }

        @Override
        public void begins(XmlTag tag) throws RefusedException {
            if (isLayer(tag)) {
                layer = new Node(tag, "", List.of());
                here = kind(tag) == wanted;
            }
            objects.begins(tag);
        }

        @Override
        public void ends(XmlTag tag, String text) throws IOException, RefusedException {
            objects.ends(tag, text);
        }
    }
}
