package cn.biaozhengtong.stamping.ofd.drawing;

import java.awt.Shape;
import java.awt.geom.Path2D;
import java.util.Optional;

/// A font as a page uses it.
interface PageFont {
    /// Of a character; empty when the font has none.
    Optional<Outline> character(int codePoint);

    /// By its number in the font; empty when there is none.
    Optional<Outline> glyph(int index);

    /// @param shape in ems, from the beginning of its base line, downwards; absent when the font
    ///   has it and it cannot be read, so that no other font may take its place
    /// @param advance to the next one, in ems
    record Outline(Optional<Shape> shape, double advance) {
        static final Outline UNREADABLE = new Outline(Optional.empty(), 1);

        static Outline of(Shape shape, double advance) {
            return new Outline(Optional.of(shape), advance);
        }

        static Outline blank(double advance) {
            return of(new Path2D.Double(), advance);
        }
    }
}
