package cn.biaozhengtong.stamping.ofd.drawing;

import java.awt.Shape;
import java.awt.geom.AffineTransform;
import java.awt.geom.Arc2D;
import java.awt.geom.Line2D;
import java.awt.geom.Point2D;

/// A piece of an ellipse between two points (operator A, GB/T 33190 §9.3.5), as SVG has it.
///
/// @param rx half of its one axis, not negative
/// @param ry half of the other
/// @param turned by how much, clockwise, in radians
/// @param large whether the longer of two ways
/// @param clockwise which of two ellipses
record Arc(double rx, double ry, double turned, boolean large, boolean clockwise) {
    Shape between(Point2D from, Point2D to) {
        double dx = (from.getX() - to.getX()) / 2;
        double dy = (from.getY() - to.getY()) / 2;
        if (!(rx > 0 && ry > 0) || dx == 0 && dy == 0) {
            return new Line2D.Double(from, to);
        }
        // Half of the way, where the ellipse is not turned.
        double x = dx * Math.cos(turned) + dy * Math.sin(turned);
        double y = dy * Math.cos(turned) - dx * Math.sin(turned);
        // Too small an ellipse grows until it reaches both points.
        double grown = Math.max(1, Math.hypot(x / rx, y / ry));
        AffineTransform place = new AffineTransform();
        place.translate((from.getX() + to.getX()) / 2, (from.getY() + to.getY()) / 2);
        place.rotate(turned);
        place.scale(rx * grown, ry * grown);
        return place.createTransformedShape(ofCircle(x / rx / grown, y / ry / grown));
    }

    /// Of a circle of 1, from a point to the one opposite of it; both are no farther than 1 from
    /// the origin.
    private Arc2D ofCircle(double x, double y) {
        double side =
                (large == clockwise ? -1 : 1) * Math.sqrt(Math.max(0, 1 / (x * x + y * y) - 1));
        double middleX = side * y;
        double middleY = -side * x;
        double begin = Math.atan2(y - middleY, x - middleX);
        double extent = Math.atan2(-y - middleY, -x - middleX) - begin;
        if (clockwise && extent < 0) {
            extent += 2 * Math.PI;
        } else if (!clockwise && extent > 0) {
            extent -= 2 * Math.PI;
        }
        return new Arc2D.Double(
                middleX - 1,
                middleY - 1,
                2,
                2,
                -Math.toDegrees(begin),
                -Math.toDegrees(extent),
                Arc2D.OPEN);
    }
}
