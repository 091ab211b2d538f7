package cn.biaozhengtong.stamping.ofd.drawing;

import cn.biaozhengtong.stamping.RefusedException;
import cn.biaozhengtong.stamping.ofd.structure.Area;
import java.awt.Shape;
import java.awt.geom.AffineTransform;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;
import java.util.Optional;
import java.util.zip.ZipException;

/// Where an object stands and is seen (GB/T 33190 §8.5): its boundary gives its origin, its CTM
/// leads there, its clips cut it.
///
/// @param boundary absent where it names none: all of what it stands in
record Frame(Optional<Area> boundary, AffineTransform matrix) {
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
                Optional<java.awt.geom.Area> area = united(each, scope);
                if (area.isPresent()) {
                    out.clip(moved ? area.get().createTransformedArea(matrix) : area.get());
                }
            }
        }
        return out;
    }

    /// All areas of one clip together, whichever way they turn. Absent where one is of no size or
    /// of no kind that we know, such as a line: who knows it shows what lies there.
    private static Optional<java.awt.geom.Area> united(Node clip, Scope scope)
            throws RefusedException, ZipException {
        java.awt.geom.Area out = new java.awt.geom.Area();
        for (Node area : clip.children("Area")) {
            AffineTransform place = area.matrix().orElseGet(AffineTransform::new);
            for (Node part : area.children()) {
                Optional<Shape> shape = shape(part, place, scope);
                if (shape.isEmpty()) {
                    return Optional.empty();
                }
                scope.budget().spend(Budget.Of.clips, Crossings.of(shape.get()));
                java.awt.geom.Area one = new java.awt.geom.Area(shape.get());
                if (one.isEmpty()) {
                    return Optional.empty();
                }
                scope.budget().spend(Budget.Of.clips, Crossings.of(one, out));
                out.add(one);
            }
        }
        return out.isEmpty() ? Optional.empty() : Optional.of(out);
    }

    /// Text that clips shows its whole boundary: more than is seen is better than less.
    private static Optional<Shape> shape(Node part, AffineTransform area, Scope scope)
            throws RefusedException, ZipException {
        Frame frame = of(part);
        AffineTransform place = new AffineTransform(area);
        frame.boundary().ifPresent(it -> place.translate(it.left(), it.top()));
        return switch (part.name()) {
            case "Path" -> {
                place.concatenate(frame.matrix());
                Path2D path = PathArtist.path(part, scope.budget());
                yield Optional.of(place.createTransformedShape(path));
            }
            case "Text" -> frame.cut(0).map(place::createTransformedShape);
            default -> Optional.empty();
        };
    }
}
