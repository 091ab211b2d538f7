package cn.biaozhengtong.stamping.ofd.drawing;

import cn.biaozhengtong.stamping.RefusedException;
import java.awt.Color;
import java.awt.Shape;
import java.awt.geom.Path2D;
import java.awt.geom.PathIterator;
import java.util.Optional;
import java.util.zip.ZipException;

/// Draws a path (GB/T 33190 §9): filled first, its line over that.
final class PathArtist {
    /// Around a boundary, for lines that were put on its edge.
    private static final double HAIR = 0.3;

    private PathArtist() {}

    static void draw(Node object, Scope scope, double alpha) throws RefusedException, ZipException {
        Frame frame = Frame.of(object);
        Style style = Style.of(object, scope.resources(), scope.inherited());
        double widened = Math.sqrt(Math.abs(frame.matrix().getDeterminant()));
        Optional<Shape> cut = frame.cut(HAIR + style.lineWidth() * widened);
        try (Sheet sheet = frame.opened(object, scope)) {
            Path2D path;
            try {
                path = path(object, scope.budget());
            } catch (ZipException e) {
                // Without a boundary nobody knows where it is, and the page is refused.
                sheet.hatch(cut.orElseThrow(() -> e));
                return;
            }
            sheet.clip(cut);
            try (Sheet inside = sheet.at(frame.matrix())) {
                paint(object, style, inside, path, new Colours(scope.resources()), alpha);
            }
        }
    }

    private static void paint(
            Node object, Style style, Sheet sheet, Path2D path, Colours colours, double alpha)
            throws RefusedException, ZipException {
        Optional<Node> fill = style.colour("FillColor");
        // Nothing is what fills by itself.
        if (object.flag("Fill", false) && fill.isPresent()) {
            sheet.fill(path, colours.ink(fill.get(), alpha));
        }
        if (object.flag("Stroke", true)) {
            Optional<Node> line = style.colour("StrokeColor");
            Ink ink =
                    line.isPresent()
                            ? colours.ink(line.get(), alpha)
                            : Ink.of(Ink.faded(Color.BLACK, alpha));
            sheet.draw(path, style.stroke(sheet.thinnest(), length(path)), ink);
        }
    }

    /// @throws ZipException when it is malformed
    static Path2D path(Node object, Budget budget) throws RefusedException, ZipException {
        boolean evenOdd = object.attribute("Rule").orElse("").equalsIgnoreCase("Even-Odd");
        return PathData.parse(
                object.words("AbbreviatedData").orElse(""),
                evenOdd ? Path2D.WIND_EVEN_ODD : Path2D.WIND_NON_ZERO,
                budget);
    }

    /// No less than it has: by way of what bends its curves.
    private static double length(Path2D path) {
        double out = 0;
        double x = 0;
        double y = 0;
        double[] to = new double[6];
        for (PathIterator it = path.getPathIterator(null); !it.isDone(); it.next()) {
            int points =
                    switch (it.currentSegment(to)) {
                        case PathIterator.SEG_QUADTO -> 2;
                        case PathIterator.SEG_CUBICTO -> 3;
                        case PathIterator.SEG_CLOSE -> 0;
                        default -> 1;
                    };
            for (int i = 0; i < points; i++) {
                out += Math.hypot(to[2 * i] - x, to[2 * i + 1] - y);
                x = to[2 * i];
                y = to[2 * i + 1];
            }
        }
        // What closes is no longer than what there is.
        return 2 * out;
    }
}
