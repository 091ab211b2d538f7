package cn.biaozhengtong.stamping.ofd.drawing;

import java.awt.Color;
import java.awt.Paint;
import java.awt.Shape;
import java.util.Optional;

/// What a shape is filled with.
///
/// @param paint empty: nothing that we can draw, so it is hatched
/// @param within where it is at all; absent: everywhere
record Ink(Optional<Paint> paint, Optional<Shape> within) {
    /// What we cannot draw.
    static final Ink UNKNOWN = new Ink(Optional.empty(), Optional.empty());

    static Ink of(Color colour) {
        return new Ink(Optional.of(colour), Optional.empty());
    }

    /// @param alpha 0 to 1
    static Color faded(Color colour, double alpha) {
        int left = (int) Math.round(colour.getAlpha() * Math.max(0, Math.min(1, alpha)));
        return new Color(colour.getRed(), colour.getGreen(), colour.getBlue(), left);
    }
}
