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
        AffineTransform turn = AffineTransform.getRotateInstance(-turned);
        Point2D half =
                turn.transform(
                        new Point2D.Double(
                                (from.getX() - to.getX()) / 2, (from.getY() - to.getY()) / 2),
                        null);
        double x = half.getX();
        double y = half.getY();
        if (!(rx > 0 && ry > 0) || x == 0 && y == 0) {
            return new Line2D.Double(from, to);
        }
        // Too small an ellipse grows until it reaches both points.
        double grown = Math.max(1, Math.hypot(x / rx, y / ry));
        double a = rx * grown;
        double b = ry * grown;
        double u = x / a;
        double v = y / b;
        double square = Math.max(0, 1 / (u * u + v * v) - 1);
        double side = (large == clockwise ? -1 : 1) * Math.sqrt(square);
        // The centre where the ellipse is a circle of 1.
        double cu = side * v;
        double cv = -side * u;
        double begin = Math.atan2(v - cv, u - cu);
        double end = Math.atan2(-v - cv, -u - cu);
        double extent = end - begin;
        if (clockwise && extent < 0) {
            extent += 2 * Math.PI;
        } else if (!clockwise && extent > 0) {
            extent -= 2 * Math.PI;
        }
        Arc2D arc =
                new Arc2D.Double(
                        -a,
                        -b,
                        2 * a,
                        2 * b,
                        -Math.toDegrees(begin),
                        -Math.toDegrees(extent),
                        Arc2D.OPEN);
        AffineTransform place = new AffineTransform();
        place.translate((from.getX() + to.getX()) / 2, (from.getY() + to.getY()) / 2);
        place.rotate(turned);
        place.translate(cu * a, cv * b);
        return place.createTransformedShape(arc);
    }
}
