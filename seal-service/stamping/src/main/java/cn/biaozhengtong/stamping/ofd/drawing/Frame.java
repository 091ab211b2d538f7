package cn.biaozhengtong.stamping.ofd.drawing;

import cn.biaozhengtong.stamping.RefusedException;
import cn.biaozhengtong.stamping.ofd.structure.Area;
import java.awt.Shape;
import java.awt.geom.AffineTransform;
import java.awt.geom.Path2D;
import java.awt.geom.PathIterator;
import java.awt.geom.Rectangle2D;
import java.util.Optional;
import java.util.zip.ZipException;

/// Where an object stands and is seen (GB/T 33190 §8.5): its boundary gives its origin, its CTM
/// leads there, its clips cut it.
///
/// @param boundary absent where it names none: all of what it stands in
record Frame(Optional<Area> boundary, AffineTransform matrix) {
    /// One clip with more would take Java seconds.
    private static final int MOST_SEGMENTS = 1_000;

    static Frame of(Node object) throws ZipException {
        return new Frame(object.area("Boundary"), object.matrix().orElseGet(AffineTransform::new));
    }

    /// Of its boundary, with something around it for what lies on its edge.
    Optional<Shape> cut(double around) {
        return boundary.map(it ->
                new Rectangle2D.Double(
                        -around,
                        -around,
                        Math.max(0, it.width()) + 2 * around,
                        Math.max(0, it.height()) + 2 * around));
    }

    /// The sheet from its origin, clipped, without its CTM.
    Sheet opened(Node object, Scope scope) throws RefusedException, ZipException {
        AffineTransform origin =
                boundary.map(it -> AffineTransform.getTranslateInstance(it.left(), it.top()))
                        .orElseGet(AffineTransform::new);
        Sheet out = scope.sheet().at(origin);
        Optional<Node> clips = object.child("Clips");
        if (clips.isPresent()) {
            boolean moved = clips.get().flag("TransFlag", false);
            for (Node each : clips.get().children("Clip")) {
                Path2D area = united(each, scope);
                out.clip(moved ? area.createTransformedShape(matrix) : area);
            }
        }
        return out;
    }

    /// All areas of one clip together.
    private static Path2D united(Node clip, Scope scope) throws RefusedException, ZipException {
        Path2D.Double out = new Path2D.Double(Path2D.WIND_NON_ZERO);
        for (Node area : clip.children("Area")) {
            AffineTransform place = area.matrix().orElseGet(AffineTransform::new);
            for (Node part : area.children()) {
                append(out, part, place, scope);
            }
        }
        int segments = 0;
        for (PathIterator it = out.getPathIterator(null); !it.isDone(); it.next()) {
            segments++;
        }
        scope.budget()
                .spend(
                        Budget.Of.clips,
                        segments > MOST_SEGMENTS ? Double.POSITIVE_INFINITY : segments);
        return out;
    }

    /// Text that clips shows its whole boundary: more than is seen is better than less.
    private static void append(Path2D out, Node part, AffineTransform area, Scope scope)
            throws RefusedException, ZipException {
        Frame frame = of(part);
        AffineTransform place = new AffineTransform(area);
        frame.boundary().ifPresent(it -> place.translate(it.left(), it.top()));
        if (part.name().equals("Path")) {
            place.concatenate(frame.matrix());
            out.append(PathArtist.path(part, scope.budget()).createTransformedShape(place), false);
        } else if (part.name().equals("Text")) {
            frame.cut(0).ifPresent(it -> out.append(place.createTransformedShape(it), false));
        }
    }
}
