package cn.biaozhengtong.stamping.ofd.drawing;

import cn.biaozhengtong.crypto.seal.SealPicture;
import cn.biaozhengtong.stamping.Refusal;
import cn.biaozhengtong.stamping.RefusedException;
import cn.biaozhengtong.stamping.ofd.container.Container;
import cn.biaozhengtong.stamping.ofd.container.Limits;
import cn.biaozhengtong.stamping.ofd.structure.Area;
import cn.biaozhengtong.stamping.ofd.structure.Catalogue;
import cn.biaozhengtong.stamping.ofd.structure.DocumentTree;
import java.awt.Rectangle;
import java.awt.geom.AffineTransform;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.io.EOFException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.zip.ZipException;

/// Puts the picture of a seal on a page as ink: what stands below it stays to be read. A picture
/// may be an OFD of its own, whose first page is drawn, without seals.
final class SealArtist {
    private static final Limits LIMITS =
            new Limits(8 << 20, 1_000, 32 << 20, 32 << 20, 100, 8 << 20);

    private final BufferedImage page;
    private final AffineTransform toPixels;
    private final Budget budget;

    /// @param page what is drawn on
    /// @param toPixels from its millimetres
    SealArtist(BufferedImage page, AffineTransform toPixels, Budget budget) {
        this.page = page;
        this.toPixels = toPixels;
        this.budget = budget;
    }

    /// @param picture absent: it cannot be read, and is hatched
    /// @param seen of the boundary
    void draw(Optional<SealPicture> picture, Area boundary, Area seen)
            throws IOException, RefusedException {
        budget.spend(Budget.Of.objects, 1);
        Rectangle pixels =
                toPixels.createTransformedShape(rectangle(seen))
                        .getBounds()
                        .intersection(new Rectangle(page.getWidth(), page.getHeight()));
        if (pixels.isEmpty()) {
            return;
        }
        budget.spend(Budget.Of.ink, 4.0 * pixels.width * pixels.height);
        BufferedImage layer =
                new BufferedImage(pixels.width, pixels.height, BufferedImage.TYPE_INT_ARGB);
        AffineTransform place = AffineTransform.getTranslateInstance(-pixels.x, -pixels.y);
        place.concatenate(toPixels);
        try (Sheet sheet = Sheet.on(layer, place, budget)) {
            sheet.clip(rectangle(seen));
            AffineTransform square =
                    AffineTransform.getTranslateInstance(boundary.left(), boundary.top());
            square.scale(boundary.width(), boundary.height());
            try (Sheet whole = sheet.at(square)) {
                if (picture.isEmpty() || !isDrawn(picture.get(), whole)) {
                    whole.hatch(new Rectangle2D.Double(0, 0, 1, 1));
                }
            }
        }
        Pixels.multiply(layer, page, pixels.x, pixels.y);
    }

    private static Rectangle2D rectangle(Area it) {
        return new Rectangle2D.Double(it.left(), it.top(), it.width(), it.height());
    }

    /// @param square where it goes, from 0 to 1
    private boolean isDrawn(SealPicture picture, Sheet square)
            throws IOException, RefusedException {
        if (picture.type().toLowerCase(Locale.ROOT).equals("ofd")) {
            return isDrawn(picture.data(), square);
        }
        int most = 1 << 12;
        Optional<BufferedImage> read =
                PictureReader.read(
                        picture.data(),
                        (int) Math.min(most, Math.ceil(square.pixels(1, 0))),
                        (int) Math.min(most, Math.ceil(square.pixels(0, 1))),
                        budget);
        if (read.isPresent()) {
            square.picture(read.get(), 1);
        }
        return read.isPresent();
    }

    private static boolean isDrawn(byte[] ofd, Sheet square) throws IOException, RefusedException {
        Path file = Files.createTempFile("seal", ".ofd");
        try {
            Files.write(file, ofd);
            try (Container container = Container.open(file, LIMITS)) {
                String root = Catalogue.read(container).documents().get(0).root();
                PageArtist artist = new PageArtist(container, DocumentTree.read(container, root));
                artist.onto(square);
                return true;
            }
        } catch (ZipException | EOFException e) {
            return false;
        } catch (RefusedException e) {
            if (e.refusal() == Refusal.too_large) {
                throw e;
            }
            return false;
        } finally {
            Files.deleteIfExists(file);
        }
    }
}
