package cn.biaozhengtong.stamping.pdf;

import cn.biaozhengtong.stamping.Box;

/// A character as it is seen on a page.
///
/// @param text in Unicode; a ligature has several characters
/// @param box around it, upright
/// @param angle of the line of writing, in degrees clockwise from left to right
/// @param along where it begins on its line, growing in the direction of writing
/// @param across where its line stands, growing downwards from the line's own view
/// @param size height of its line, in points
/// @param advance how far the next one stands off
record Glyph(
        String text,
        Box box,
        int angle,
        double along,
        double across,
        double size,
        double advance) {}
