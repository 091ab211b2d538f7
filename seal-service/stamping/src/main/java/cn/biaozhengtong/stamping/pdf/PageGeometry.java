package cn.biaozhengtong.stamping.pdf;

import cn.biaozhengtong.stamping.Box;
import cn.biaozhengtong.stamping.Refusal;
import cn.biaozhengtong.stamping.RefusedException;
import cn.biaozhengtong.stamping.pdf.PdfValue.Array;
import cn.biaozhengtong.stamping.pdf.PdfValue.Dictionary;
import cn.biaozhengtong.stamping.pdf.PdfValue.Token;
import java.io.IOException;

/// Between a page as it is seen and its user space (ISO 32000-2 §7.7.3.3, §14.11.2): turned by
/// `/Rotate`, cut to the crop box within the media box, enlarged by `/UserUnit`.
///
/// @param left of the crop box in user space, and so on
/// @param turn clockwise, in degrees: 0, 90, 180 or 270
/// @param unit how many points a unit of user space has
record PageGeometry(double left, double bottom, double right, double top, int turn, double unit) {
    /// A corner or a point as it is seen.
    record Point(double x, double y) {}

    /// @param page with what it inherits
    /// @throws RefusedException page_without_area for a page whose boxes show nothing, or of which
    ///   viewers show different things; not_readable
    static PageGeometry of(PdfFile file, Dictionary page) throws IOException, RefusedException {
        double[] media = box(file, page, "MediaBox");
        double[] crop = page.get("CropBox") == null ? media : box(file, page, "CropBox");
        double left = Math.max(media[0], crop[0]);
        double bottom = Math.max(media[1], crop[1]);
        double right = Math.min(media[2], crop[2]);
        double top = Math.min(media[3], crop[3]);
        int turn = file.whole(page.get("Rotate"), 0);
        double unit = file.resolve(page.get("UserUnit")) instanceof Token it ? it.number() : 1;
        if (turn % 90 != 0 || !(unit > 0 && unit <= 1e6)) {
            throw new RefusedException(Refusal.not_readable, "rotation or unit of a page");
        }
        if (!(right - left > 0 && top - bottom > 0)) {
            throw new RefusedException(Refusal.page_without_area, "boxes of a page");
        }
        return new PageGeometry(left, bottom, right, top, Math.floorMod(turn, 360), unit);
    }

    private static double[] box(PdfFile file, Dictionary page, String key)
            throws IOException, RefusedException {
        // Viewers take Letter when there is no media box, or nothing: the file does not say.
        return rectangle(file, file.array(page.get(key)));
    }

    /// Left, bottom, right, top, whichever corners were written.
    static double[] rectangle(PdfFile file, Array array) throws IOException, RefusedException {
        double[] at = new double[4];
        if (array.items().size() != 4) {
            throw new RefusedException(Refusal.page_without_area, "no rectangle");
        }
        for (int i = 0; i < 4; i++) {
            if (!(file.resolve(array.items().get(i)) instanceof Token it)) {
                throw new RefusedException(Refusal.not_readable, "a rectangle");
            }
            at[i] = it.number();
        }
        return new double[] {
            Math.min(at[0], at[2]),
            Math.min(at[1], at[3]),
            Math.max(at[0], at[2]),
            Math.max(at[1], at[3])
        };
    }

    private boolean isOnItsSide() {
        return turn % 180 != 0;
    }

    /// As seen, in points.
    double width() {
        return unit * (isOnItsSide() ? top - bottom : right - left);
    }

    /// As seen, in points.
    double height() {
        return unit * (isOnItsSide() ? right - left : top - bottom);
    }

    /// Where a point of user space is seen, in points from the top left.
    Point seen(double x, double y) {
        return switch (turn) {
            case 90 -> new Point(unit * (y - bottom), unit * (x - left));
            case 180 -> new Point(unit * (right - x), unit * (y - bottom));
            case 270 -> new Point(unit * (top - y), unit * (right - x));
            default -> new Point(unit * (x - left), unit * (top - y));
        };
    }

    /// Where what is seen at a point stands in user space.
    private Point user(double x, double y) {
        double u = x / unit;
        double v = y / unit;
        return switch (turn) {
            case 90 -> new Point(left + v, bottom + u);
            case 180 -> new Point(right - u, bottom + v);
            case 270 -> new Point(right - v, top - u);
            default -> new Point(left + u, top - v);
        };
    }

    /// Where a rectangle of user space is seen.
    Box seen(int page, double[] rectangle) {
        Point one = seen(rectangle[0], rectangle[1]);
        Point other = seen(rectangle[2], rectangle[3]);
        return new Box(
                page,
                Math.min(one.x, other.x),
                Math.min(one.y, other.y),
                Math.abs(one.x - other.x),
                Math.abs(one.y - other.y));
    }

    /// The rectangle of an annotation that is seen in a box.
    Array rectangle(Box box) {
        Point one = user(box.left(), box.top());
        Point other = user(box.left() + box.width(), box.top() + box.height());
        return PdfValue.numbers(
                Math.min(one.x, other.x),
                Math.min(one.y, other.y),
                Math.max(one.x, other.x),
                Math.max(one.y, other.y));
    }

    /// The matrix of an appearance that stands upright as seen (ISO 32000-2 §12.5.5): the viewer
    /// turns the page clockwise, so it is turned the other way.
    Array upright() {
        return switch (turn) {
            case 90 -> PdfValue.numbers(0, 1, -1, 0, 0, 0);
            case 180 -> PdfValue.numbers(-1, 0, 0, -1, 0, 0);
            case 270 -> PdfValue.numbers(0, -1, 1, 0, 0, 0);
            default -> PdfValue.numbers(1, 0, 0, 1, 0, 0);
        };
    }
}
