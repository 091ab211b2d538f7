package cn.biaozhengtong.stamping.pdf;

import cn.biaozhengtong.crypto.seal.SealPicture;
import cn.biaozhengtong.stamping.Box;

/// A seal's size on paper, in points.
record SealSize(double width, double height) {
    private static final double POINTS_PER_MM = 72 / 25.4;

    static SealSize of(SealPicture picture) {
        return new SealSize(picture.width() * POINTS_PER_MM, picture.height() * POINTS_PER_MM);
    }

    /// Its box around the middle of another.
    Box inMiddleOf(Box other) {
        return new Box(
                other.page(),
                other.left() + (other.width() - width) / 2,
                other.top() + (other.height() - height) / 2,
                width,
                height);
    }
}
