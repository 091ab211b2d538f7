package cn.biaozhengtong.stamping.ofd.structure;

/// A character where it stands on the page.
///
/// @param area its box, as far as that is known without the font
public record Glyph(int codePoint, Area area) {
    double x() {
        return area.left() + area.width() / 2;
    }

    double y() {
        return area.top() + area.height() / 2;
    }

    /// The longer side.
    double size() {
        return Math.max(area.width(), area.height());
    }
}
