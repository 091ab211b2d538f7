package cn.biaozhengtong.stamping.ofd.drawing;

import java.awt.Shape;
import java.awt.geom.PathIterator;
import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.List;

/// What it costs Java to cut areas with each other, in about microseconds: it works out each point
/// where their lines cross, and that takes it far longer than to have them.
final class Crossings {
    private static final double EACH = 100;

    private Crossings() {}

    /// @param degree 1 of a line, 2 and 3 of curves
    private record Piece(Rectangle2D bounds, int degree) {}

    /// Of a shape with itself; a piece and the next one meet anyhow.
    static double of(Shape shape) {
        List<Piece> all = pieces(shape);
        double out = all.size();
        for (int i = 0; i < all.size(); i++) {
            for (int j = 0; j < i - 1; j++) {
                out += pair(all.get(i), all.get(j));
            }
        }
        return out;
    }

    /// Of a shape with another one; two rectangles cost nothing.
    static double of(Shape shape, Shape other) {
        if (shape instanceof Rectangle2D && other instanceof Rectangle2D) {
            return 0;
        }
        List<Piece> these = pieces(shape);
        List<Piece> those = pieces(other);
        double out = these.size() + those.size();
        for (Piece it : these) {
            for (Piece that : those) {
                out += pair(it, that);
            }
        }
        return out;
    }

    /// They may cross where their bounds meet.
    private static double pair(Piece one, Piece other) {
        Rectangle2D a = one.bounds();
        Rectangle2D b = other.bounds();
        boolean meet =
                a.getMinX() <= b.getMaxX()
                        && b.getMinX() <= a.getMaxX()
                        && a.getMinY() <= b.getMaxY()
                        && b.getMinY() <= a.getMaxY();
        return meet ? EACH * one.degree() * other.degree() : 0;
    }

    private static List<Piece> pieces(Shape shape) {
        List<Piece> out = new ArrayList<>();
        double[] to = new double[6];
        double x = 0;
        double y = 0;
        for (PathIterator it = shape.getPathIterator(null); !it.isDone(); it.next()) {
            int kind = it.currentSegment(to);
            int points =
                    switch (kind) {
                        case PathIterator.SEG_QUADTO -> 2;
                        case PathIterator.SEG_CUBICTO -> 3;
                        case PathIterator.SEG_CLOSE -> 0;
                        default -> 1;
                    };
            Rectangle2D bounds = new Rectangle2D.Double(x, y, 0, 0);
            for (int i = 0; i < points; i++) {
                x = to[2 * i];
                y = to[2 * i + 1];
                bounds.add(x, y);
            }
            if (kind != PathIterator.SEG_MOVETO && points > 0) {
                out.add(new Piece(bounds, points));
            }
        }
        return out;
    }
}
