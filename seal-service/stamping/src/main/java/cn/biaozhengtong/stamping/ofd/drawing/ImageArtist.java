package cn.biaozhengtong.stamping.ofd.drawing;

import cn.biaozhengtong.stamping.RefusedException;
import cn.biaozhengtong.stamping.ofd.container.Container;
import cn.biaozhengtong.stamping.ofd.container.Entry;
import java.awt.geom.AffineTransform;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// Draws a picture (GB/T 33190 §10): its CTM leads from a square of one millimetre.
final class ImageArtist {
    /// Pixels of pictures that are kept for the next that shows them.
    private static final long MOST_KEPT = 8_000_000;

    private static final Rectangle2D SQUARE = new Rectangle2D.Double(0, 0, 1, 1);

    private final Container container;
    private final Map<String, BufferedImage> known = new LinkedHashMap<>();
    private long kept;

    ImageArtist(Container container) {
        this.container = container;
    }

    void draw(Node object, Scope scope, double alpha) throws IOException, RefusedException {
        Frame frame = Frame.of(object);
        try (Sheet sheet = frame.opened(object, scope)) {
            sheet.clip(frame.cut(0));
            AffineTransform place = frame.matrix();
            if (object.attribute("CTM").isEmpty() && frame.boundary().isPresent()) {
                place.scale(frame.boundary().get().width(), frame.boundary().get().height());
            }
            try (Sheet square = sheet.at(place)) {
                int width = (int) Math.min(1 << 14, Math.ceil(square.pixels(1, 0)));
                int height = (int) Math.min(1 << 14, Math.ceil(square.pixels(0, 1)));
                Optional<BufferedImage> it = masked(object, scope, width, height);
                if (it.isPresent()) {
                    square.picture(it.get(), alpha);
                } else {
                    square.hatch(SQUARE);
                }
            }
        }
    }

    private Optional<BufferedImage> masked(Node object, Scope scope, int width, int height)
            throws IOException, RefusedException {
        Optional<BufferedImage> picture =
                picture(object.attribute("ResourceID"), scope, width, height);
        Optional<String> mask = object.attribute("ImageMask");
        if (picture.isEmpty() || mask.isEmpty()) {
            return picture;
        }
        Optional<BufferedImage> shown = picture(mask, scope, width, height);
        return shown.map(it -> Pixels.shown(picture.get(), it));
    }

    private Optional<BufferedImage> picture(Optional<String> id, Scope scope, int width, int height)
            throws IOException, RefusedException {
        Optional<Resources.Resource> resource = scope.resources().find("MultiMedia", id);
        Optional<Entry> file =
                resource.isEmpty()
                        ? Optional.empty()
                        : scope.resources().file(resource.get(), "MediaFile");
        if (file.isEmpty()) {
            return Optional.empty();
        }
        String key = file.get().path() + " " + width + " " + height;
        BufferedImage before = known.get(key);
        if (before != null) {
            return Optional.of(before);
        }
        scope.budget().spend(Budget.Of.media, file.get().length());
        Optional<BufferedImage> read =
                PictureReader.read(container.bytes(file.get()), width, height, scope.budget());
        read.ifPresent(it -> keep(key, it));
        return read;
    }

    private void keep(String key, BufferedImage it) {
        long pixels = (long) it.getWidth() * it.getHeight();
        if (kept + pixels > MOST_KEPT) {
            known.clear();
            kept = 0;
        }
        if (pixels <= MOST_KEPT) {
            known.put(key, it);
            kept += pixels;
        }
    }
}
