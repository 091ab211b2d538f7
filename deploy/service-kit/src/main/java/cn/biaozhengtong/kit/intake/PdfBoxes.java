package cn.biaozhengtong.kit.intake;

import java.util.List;
import java.util.Map;
import org.apache.pdfbox.cos.COSArray;
import org.apache.pdfbox.cos.COSBase;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.cos.COSNumber;
import org.apache.pdfbox.cos.COSObject;
import org.jspecify.annotations.Nullable;

/// Bounds the paper that a page says it needs: a viewer makes a raster of it before it draws.
final class PdfBoxes {
    /// In 1/72 inch: 5 m, the most that viewers agree on (ISO 32000-1, annex C.2).
    static final double MAX_SIDE = 14_400;

    /// In square 1/72 inch, three and a half of A0: at 150 dpi the pixels of the largest picture.
    static final double MAX_AREA = PdfStreams.MAX_PIXELS / (150.0 / 72 * (150.0 / 72));

    private static final List<COSName> BOXES = List.of(COSName.MEDIA_BOX, COSName.CROP_BOX);
    private static final COSName USER_UNIT = COSName.getPDFName("UserUnit");

    private PdfBoxes() {}

    /// @throws cn.biaozhengtong.kit.problem.ProblemException when either box is too large for it
    static void mustBeBounded(PdfPages.Page page) {
        // Not every viewer heeds a unit: one below 1 makes nothing smaller.
        double unit = Math.max(1, Math.abs(number(page.own().getDictionaryObject(USER_UNIT), 1)));
        Map<COSName, COSBase> inherited = page.inherited();
        for (COSName name : BOXES) {
            if (resolved(inherited.get(name)) instanceof COSArray box) {
                mustBeBounded(box, unit);
            }
        }
    }

    private static void mustBeBounded(COSArray box, double unit) {
        double width = span(box, 0, 2) * unit;
        double height = span(box, 1, 3) * unit;
        boolean fits = width <= MAX_SIDE && height <= MAX_SIDE && width * height <= MAX_AREA;
        if (!fits) {
            throw PdfWork.tooLarge("%.0f × %.0f pt".formatted(width, height));
        }
    }

    private static double span(COSArray box, int from, int to) {
        return Math.abs(at(box, to) - at(box, from));
    }

    private static double at(COSArray box, int index) {
        return index < box.size() ? number(box.getObject(index), 0) : 0;
    }

    private static double number(@Nullable COSBase it, double otherwise) {
        return it instanceof COSNumber number ? number.floatValue() : otherwise;
    }

    private static @Nullable COSBase resolved(@Nullable COSBase it) {
        return it instanceof COSObject reference ? reference.getObject() : it;
    }
}
