package cn.biaozhengtong.crypto.seal;

import java.awt.Shape;
import java.awt.geom.AffineTransform;

/// One thing that is drawn, in millimetres around the middle.
///
/// @param box the rectangle around its ink, turned as it is turned
record Mark(Part part, Shape ink, Shape box) {
    /// What it belongs to.
    enum Part {
        border,
        star,
        name,
        text,
        code
    }

    static Mark of(Part part, Shape ink) {
        return new Mark(part, ink, ink.getBounds2D());
    }

    static Mark glyph(Part part, SealFont.Glyph glyph, AffineTransform place) {
        return new Mark(
                part,
                place.createTransformedShape(glyph.outline()),
                place.createTransformedShape(glyph.ink()));
    }
}
