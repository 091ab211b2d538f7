package cn.biaozhengtong.stamping.ofd.drawing;

import cn.biaozhengtong.stamping.ofd.structure.Numbers;
import java.awt.Color;
import java.awt.LinearGradientPaint;
import java.awt.MultipleGradientPaint;
import java.awt.MultipleGradientPaint.CycleMethod;
import java.awt.RadialGradientPaint;
import java.awt.Shape;
import java.awt.geom.AffineTransform;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Point2D;
import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.zip.ZipException;

/// Shadings between colours (GB/T 33190 §8.3.4), as far as Java has the same.
final class Shading {
    private static final int MOST_COLOURS = 100;
    private static final double FAR = 10_000;

    private final Node node;
    private final List<Float> places = new ArrayList<>();
    private final List<Color> colours = new ArrayList<>();

    /// Whether we know all of its colours.
    private boolean known = true;

    private Shading(Node node, Colours from, double alpha) throws ZipException {
        this.node = node;
        List<Node> segments = node.children("Segment");
        if (segments.size() > MOST_COLOURS) {
            throw new ZipException("segments");
        }
        for (int i = 0; i < segments.size(); i++) {
            Optional<Node> colour = segments.get(i).child("Color");
            double usual = segments.size() < 2 ? 0 : (double) i / (segments.size() - 1);
            double place = Math.max(0, Math.min(1, segments.get(i).number("Position", usual)));
            // Java wants them to rise.
            float last = places.isEmpty() ? -1 : places.get(places.size() - 1);
            if (colour.isPresent() && (float) place > last) {
                Optional<Color> flat = from.flat(colour.get());
                known &= flat.isPresent();
                places.add((float) place);
                colours.add(
                        Ink.faded(flat.orElse(Color.BLACK), alpha * Colours.alpha(colour.get())));
            }
        }
    }

    private float[] fractions() {
        float[] out = new float[places.size()];
        for (int i = 0; i < out.length; i++) {
            out[i] = places.get(i);
        }
        return out;
    }

    /// Of circles that do not begin as a point.
    ///
    /// @param inner radius of the first, as a share of the second's
    private float[] between(double inner) {
        float[] out = fractions();
        for (int i = 0; i < out.length; i++) {
            out[i] = (float) (inner + (1 - inner) * out[i]);
        }
        return out;
    }

    private CycleMethod cycle() {
        return switch (node.attribute("MapType").orElse("Direct")) {
            case "Repeat" -> CycleMethod.REPEAT;
            case "Reflect" -> CycleMethod.REFLECT;
            default -> CycleMethod.NO_CYCLE;
        };
    }

    private Point2D point(String name) throws ZipException {
        double[] all = Numbers.parse(node.attribute(name).orElse(""), 3);
        if (all.length != 2) {
            throw new ZipException("point");
        }
        return new Point2D.Double(Node.sane(all[0]), Node.sane(all[1]));
    }

    /// @param bit 1 the beginning, 2 the end
    private boolean goesOn(int bit) throws ZipException {
        return ((int) node.number("Extend", 0) & bit) != 0;
    }

    static Ink axial(Node node, Colours from, double alpha) throws ZipException {
        Shading it = new Shading(node, from, alpha);
        Point2D begin = it.point("StartPoint");
        Point2D end = it.point("EndPoint");
        double length = begin.distance(end);
        if (!it.known || it.colours.size() < 2 || !(length > 0)) {
            return Ink.UNKNOWN;
        }
        double unit = it.cycle() == CycleMethod.NO_CYCLE ? length : node.number("MapUnit", length);
        double share = unit > 0 ? Math.min(1, unit / length) : 1;
        Point2D turn =
                new Point2D.Double(
                        begin.getX() + (end.getX() - begin.getX()) * share,
                        begin.getY() + (end.getY() - begin.getY()) * share);
        MultipleGradientPaint paint =
                new LinearGradientPaint(
                        begin, turn, it.fractions(), it.colours.toArray(Color[]::new), it.cycle());
        return new Ink(Optional.of(paint), Optional.of(it.band(begin, end, length)));
    }

    /// Between the two ends, or beyond them where it goes on.
    private Shape band(Point2D begin, Point2D end, double length) throws ZipException {
        AffineTransform place = new AffineTransform();
        place.translate(begin.getX(), begin.getY());
        place.rotate(end.getX() - begin.getX(), end.getY() - begin.getY());
        double from = goesOn(1) ? -FAR : 0;
        double to = goesOn(2) ? length + FAR : length;
        return place.createTransformedShape(new Rectangle2D.Double(from, -FAR, to - from, 2 * FAR));
    }

    /// Circles alone, the first of them a point in the second, or around the same point.
    static Ink radial(Node node, Colours from, double alpha) throws ZipException {
        Shading it = new Shading(node, from, alpha);
        Point2D begin = it.point("StartPoint");
        Point2D end = it.point("EndPoint");
        double inner = node.number("StartRadius", 0);
        double outer = node.number("EndRadius", 0);
        boolean drawn =
                it.known
                        && it.colours.size() >= 2
                        && inner >= 0
                        && inner <= outer * 0.99
                        && node.number("Eccentricity", 0) == 0
                        && (inner == 0 && begin.distance(end) < outer
                                || begin.distance(end) < outer / 1000);
        if (!drawn) {
            return Ink.UNKNOWN;
        }
        MultipleGradientPaint paint =
                new RadialGradientPaint(
                        end,
                        (float) outer,
                        begin,
                        it.between(inner / outer),
                        it.colours.toArray(Color[]::new),
                        it.cycle());
        return new Ink(
                Optional.of(paint),
                it.goesOn(2)
                        ? Optional.empty()
                        : Optional.of(
                                new Ellipse2D.Double(
                                        end.getX() - outer,
                                        end.getY() - outer,
                                        2 * outer,
                                        2 * outer)));
    }
}
