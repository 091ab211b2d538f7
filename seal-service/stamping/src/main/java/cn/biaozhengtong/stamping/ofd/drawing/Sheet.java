package cn.biaozhengtong.stamping.ofd.drawing;

import cn.biaozhengtong.stamping.RefusedException;
import java.awt.AlphaComposite;
import java.awt.BasicStroke;
import java.awt.Graphics2D;
import java.awt.Rectangle;
import java.awt.RenderingHints;
import java.awt.Shape;
import java.awt.geom.AffineTransform;
import java.awt.geom.Area;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.util.Optional;

/// What is drawn on, in millimetres of what stands there, with all that is painted counted.
final class Sheet implements AutoCloseable {
    /// In pixels: a thinner line would hardly be seen.
    private static final double THINNEST = 0.6;

    private final Graphics2D graphics;
    private final Budget budget;

    /// What can be seen at most, in pixels.
    private Rectangle2D window;

    private Sheet(Graphics2D graphics, Rectangle2D window, Budget budget) {
        this.graphics = graphics;
        this.window = window;
        this.budget = budget;
    }

    /// @param place from its millimetres to pixels
    static Sheet on(BufferedImage image, AffineTransform place, Budget budget) {
        Graphics2D graphics = image.createGraphics();
        graphics.setRenderingHint(
                RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        graphics.setRenderingHint(
                RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
        graphics.setRenderingHint(
                RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BILINEAR);
        Rectangle whole = new Rectangle(image.getWidth(), image.getHeight());
        graphics.clip(whole);
        graphics.transform(place);
        return new Sheet(graphics, whole, budget);
    }

    Budget budget() {
        return budget;
    }

    /// The same of something that stands elsewhere on it.
    Sheet at(AffineTransform place) {
        Graphics2D copy = (Graphics2D) graphics.create();
        copy.transform(place);
        return new Sheet(copy, window, budget);
    }

    /// From now on only what is in both is seen.
    void clip(Shape shape) throws RefusedException {
        window = window.createIntersection(inPixels(shape.getBounds2D()));
        if (isFlat()) {
            return;
        }
        boolean square = shape instanceof Area area && area.isRectangular();
        clip(graphics, square ? shape.getBounds2D() : shape);
    }

    /// The same when there is something to clip by.
    void clip(Optional<Shape> shape) throws RefusedException {
        if (shape.isPresent()) {
            clip(shape.get());
        }
    }

    private void clip(Graphics2D which, Shape shape) throws RefusedException {
        Shape before = which.getClip();
        if (before != null) {
            budget.spend(Budget.Of.clips, Crossings.of(shape, before));
        }
        which.clip(shape);
    }

    private Rectangle2D inPixels(Rectangle2D bounds) {
        return graphics.getTransform().createTransformedShape(bounds).getBounds2D();
    }

    /// Whether a matrix leaves no area, so that nothing is seen.
    private boolean isFlat() {
        double area = Math.abs(graphics.getTransform().getDeterminant());
        return !(area > 1e-12 && area < 1e30);
    }

    /// How many pixels a millimetre has, about.
    double scale() {
        return Math.sqrt(Math.abs(graphics.getTransform().getDeterminant()));
    }

    /// How many pixels there are from the origin to a point.
    double pixels(double x, double y) {
        AffineTransform to = graphics.getTransform();
        return Math.hypot(
                to.getScaleX() * x + to.getShearX() * y, to.getShearY() * x + to.getScaleY() * y);
    }

    double thinnest() {
        double scale = scale();
        return scale > 0 ? THINNEST / scale : 0;
    }

    private boolean isSeen(Rectangle2D bounds) throws RefusedException {
        Rectangle2D pixels = window.createIntersection(inPixels(bounds));
        if (isFlat() || !(pixels.getWidth() >= 0 && pixels.getHeight() >= 0)) {
            return false;
        }
        budget.spend(Budget.Of.ink, (pixels.getWidth() + 1) * (pixels.getHeight() + 1));
        return true;
    }

    void fill(Shape shape, Ink ink) throws RefusedException {
        if (!isSeen(shape.getBounds2D())) {
            return;
        }
        if (ink.paint().isEmpty()) {
            Hatching.over(graphics, shape);
            return;
        }
        Graphics2D copy = (Graphics2D) graphics.create();
        if (ink.within().isPresent()) {
            clip(copy, ink.within().get());
        }
        copy.setPaint(ink.paint().get());
        copy.fill(shape);
        copy.dispose();
    }

    void draw(Shape shape, BasicStroke stroke, Ink ink) throws RefusedException {
        Rectangle2D bounds = shape.getBounds2D();
        double around = stroke.getLineWidth() * Math.max(1, stroke.getMiterLimit());
        bounds.setRect(
                bounds.getX() - around,
                bounds.getY() - around,
                bounds.getWidth() + 2 * around,
                bounds.getHeight() + 2 * around);
        if (!isSeen(bounds)) {
            return;
        }
        if (ink.paint().isEmpty()) {
            Hatching.over(graphics, stroke.createStrokedShape(shape));
            return;
        }
        Graphics2D copy = (Graphics2D) graphics.create();
        if (ink.within().isPresent()) {
            clip(copy, ink.within().get());
        }
        copy.setPaint(ink.paint().get());
        copy.setStroke(stroke);
        copy.draw(shape);
        copy.dispose();
    }

    /// A picture over the square from 0 to 1.
    void picture(BufferedImage picture, double alpha) throws RefusedException {
        if (!isSeen(new Rectangle2D.Double(0, 0, 1, 1))) {
            return;
        }
        Graphics2D copy = (Graphics2D) graphics.create();
        copy.setComposite(AlphaComposite.SrcOver.derive((float) alpha));
        copy.drawImage(
                picture,
                AffineTransform.getScaleInstance(
                        1.0 / picture.getWidth(), 1.0 / picture.getHeight()),
                null);
        copy.dispose();
    }

    /// Says that something is here that we cannot draw.
    void hatch(Shape shape) throws RefusedException {
        fill(shape, Ink.UNKNOWN);
    }

    @Override
    public void close() {
        graphics.dispose();
    }
}
