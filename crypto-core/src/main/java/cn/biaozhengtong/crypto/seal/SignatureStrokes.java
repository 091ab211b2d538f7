package cn.biaozhengtong.crypto.seal;

import cn.biaozhengtong.crypto.CryptoException;
import cn.biaozhengtong.crypto.CryptoException.Reason;
import java.awt.BasicStroke;
import java.awt.Shape;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;
import java.util.List;

/// A handwritten signature as it was drawn on a screen: strokes of points, in any unit, y
/// downwards. At most 200 strokes and 20 000 points.
///
/// @param strokes each of at least one point
public record SignatureStrokes(List<List<At>> strokes) {
    private static final int MAX_STROKES = 200;
    private static final int MAX_POINTS = 20_000;
    private static final int WIDTH = 40;
    private static final int HEIGHT = 20;
    private static final double MARGIN = 1.5;
    private static final float PEN = 0.7f;
    private static final String INK = "#1A1A1A";

    /// A point of a stroke.
    public record At(double x, double y) {}

    public SignatureStrokes {
        strokes = strokes.stream().map(List::copyOf).toList();
        long points = strokes.stream().mapToLong(List::size).sum();
        boolean sane =
                !strokes.isEmpty()
                        && strokes.size() <= MAX_STROKES
                        && points <= MAX_POINTS
                        && strokes.stream().noneMatch(List::isEmpty)
                        && strokes.stream()
                                .flatMap(List::stream)
                                .allMatch(it -> Double.isFinite(it.x()) && Double.isFinite(it.y()));
        if (!sane) {
            throw new CryptoException(Reason.malformed);
        }
    }

    /// Fitted into 40×20 mm, its proportions kept, smoothed, in ink of 0.7 mm.
    public SealDrawing draw() {
        Rectangle2D box = box();
        double scale =
                Math.min(
                        (WIDTH - 2 * MARGIN) / Math.max(box.getWidth(), 1e-9),
                        (HEIGHT - 2 * MARGIN) / Math.max(box.getHeight(), 1e-9));
        BasicStroke pen = new BasicStroke(PEN, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND);
        List<Shape> shapes =
                strokes.stream()
                        .map(it ->
                                it.stream()
                                        .map(point ->
                                                new At(
                                                        (point.x() - box.getCenterX()) * scale,
                                                        (point.y() - box.getCenterY()) * scale))
                                        .toList())
                        .map(it -> pen.createStrokedShape(smooth(it)))
                        .toList();
        return new SealDrawing(shapes, WIDTH, HEIGHT, INK);
    }

    private Rectangle2D box() {
        At first = strokes.get(0).get(0);
        Rectangle2D out = new Rectangle2D.Double(first.x(), first.y(), 0, 0);
        strokes.forEach(stroke -> stroke.forEach(it -> out.add(it.x(), it.y())));
        return out;
    }

    /// Through every point, by Catmull and Rom's splines.
    private static Path2D smooth(List<At> points) {
        Path2D out = new Path2D.Double();
        out.moveTo(points.get(0).x(), points.get(0).y());
        out.lineTo(points.get(0).x(), points.get(0).y());
        for (int i = 0; i + 1 < points.size(); i++) {
            At before = points.get(Math.max(i - 1, 0));
            At from = points.get(i);
            At to = points.get(i + 1);
            At after = points.get(Math.min(i + 2, points.size() - 1));
            out.curveTo(
                    from.x() + (to.x() - before.x()) / 6,
                    from.y() + (to.y() - before.y()) / 6,
                    to.x() - (after.x() - from.x()) / 6,
                    to.y() - (after.y() - from.y()) / 6,
                    to.x(),
                    to.y());
        }
        return out;
    }
}
