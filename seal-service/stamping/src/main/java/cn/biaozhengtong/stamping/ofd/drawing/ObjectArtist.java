package cn.biaozhengtong.stamping.ofd.drawing;

import cn.biaozhengtong.stamping.RefusedException;
import cn.biaozhengtong.stamping.ofd.container.Container;
import java.awt.geom.Rectangle2D;
import java.io.IOException;
import java.util.Optional;
import java.util.zip.ZipException;

/// Draws whatever object of a page.
final class ObjectArtist {
    private final TextArtist texts;
    private final ImageArtist images;

    ObjectArtist(Container container) {
        this.texts = new TextArtist(new Fonts(container));
        this.images = new ImageArtist(container);
    }

    void draw(Node object, Scope scope) throws IOException, RefusedException {
        scope.budget().spend(Budget.Of.objects, 1);
        double alpha = scope.alpha() * Colours.alpha(object);
        if (!object.flag("Visible", true) || alpha == 0) {
            return;
        }
        switch (object.name()) {
            case "TextObject" -> texts.draw(object, scope, alpha);
            case "PathObject" -> PathArtist.draw(object, scope, alpha);
            case "ImageObject" -> images.draw(object, scope, alpha);
            case "CompositeObject" -> composite(object, scope, alpha);
            default -> {}
        }
    }

    /// Objects and blocks of them, in their order.
    void all(Node block, Scope scope) throws IOException, RefusedException {
        for (Node it : block.children()) {
            if (PageFile.isObject(it.name())) {
                draw(it, scope);
            } else if (it.name().equals("PageBlock")) {
                all(it, scope);
            }
        }
    }

    /// A composite graphic unit (GB/T 33190 §13), cut to its own measures.
    private void composite(Node object, Scope scope, double alpha)
            throws IOException, RefusedException {
        Optional<Node> unit =
                scope.resources()
                        .find("CompositeGraphicUnit", object.attribute("ResourceID"))
                        .map(Resources.Resource::node);
        Frame frame = Frame.of(object);
        try (Sheet sheet = frame.opened(object, scope)) {
            sheet.clip(frame.cut(0));
            if (unit.isEmpty()) {
                hatch(sheet, frame);
                return;
            }
            try (Sheet inside = sheet.at(frame.matrix())) {
                double width = unit.get().number("Width", 0);
                double height = unit.get().number("Height", 0);
                if (width > 0 && height > 0) {
                    inside.clip(new Rectangle2D.Double(0, 0, width, height));
                }
                Scope content = scope.in(inside, object, alpha);
                for (Node it : unit.get().children("Content")) {
                    all(it, content);
                }
            }
        }
    }

    /// Without a boundary nobody knows where it is, and the page is refused.
    private static void hatch(Sheet sheet, Frame frame) throws RefusedException, ZipException {
        sheet.hatch(frame.cut(0).orElseThrow(() -> new ZipException("no composite")));
    }
}
