package cn.biaozhengtong.stamping.ofd.structure;

import java.util.zip.ZipException;

/// A rectangle in millimetres (ST_Box), from its top left.
public record Area(double left, double top, double width, double height) {
    private static final double MAX = 100_000;

    /// Four numbers between blanks.
    public static Area parse(String text) throws ZipException {
        double[] all = Numbers.parse(text, 5);
        if (all.length != 4) {
            throw new ZipException("no rectangle");
        }
        for (double it : all) {
            if (Math.abs(it) > MAX) {
                throw new ZipException("rectangle too large");
            }
        }
        return new Area(all[0], all[1], all[2], all[3]);
    }

    public double right() {
        return left + width;
    }

    public double bottom() {
        return top + height;
    }

    public boolean isEmpty() {
        return width <= 0 || height <= 0;
    }

    /// What both have; empty when nothing.
    public Area and(Area other) {
        double x = Math.max(left, other.left);
        double y = Math.max(top, other.top);
        return new Area(
                x, y, Math.min(right(), other.right()) - x, Math.min(bottom(), other.bottom()) - y);
    }

    /// Whether the other lies in it, but for a hair.
    public boolean holds(Area other) {
        double hair = 0.01;
        return other.left >= left - hair
                && other.top >= top - hair
                && other.right() <= right() + hair
                && other.bottom() <= bottom() + hair;
    }
}
