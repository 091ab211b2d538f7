package cn.biaozhengtong.stamping.pdf;

import cn.biaozhengtong.stamping.Box;
import cn.biaozhengtong.stamping.pdf.PageGeometry.Point;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.pdfbox.contentstream.PDFStreamEngine;
import org.apache.pdfbox.contentstream.operator.DrawObject;
import org.apache.pdfbox.contentstream.operator.Operator;
import org.apache.pdfbox.contentstream.operator.state.Concatenate;
import org.apache.pdfbox.contentstream.operator.state.Restore;
import org.apache.pdfbox.contentstream.operator.state.Save;
import org.apache.pdfbox.contentstream.operator.state.SetGraphicsStateParameters;
import org.apache.pdfbox.contentstream.operator.state.SetMatrix;
import org.apache.pdfbox.contentstream.operator.text.BeginText;
import org.apache.pdfbox.contentstream.operator.text.EndText;
import org.apache.pdfbox.contentstream.operator.text.MoveText;
import org.apache.pdfbox.contentstream.operator.text.MoveTextSetLeading;
import org.apache.pdfbox.contentstream.operator.text.NextLine;
import org.apache.pdfbox.contentstream.operator.text.SetCharSpacing;
import org.apache.pdfbox.contentstream.operator.text.SetFontAndSize;
import org.apache.pdfbox.contentstream.operator.text.SetTextHorizontalScaling;
import org.apache.pdfbox.contentstream.operator.text.SetTextLeading;
import org.apache.pdfbox.contentstream.operator.text.SetTextRenderingMode;
import org.apache.pdfbox.contentstream.operator.text.SetTextRise;
import org.apache.pdfbox.contentstream.operator.text.SetWordSpacing;
import org.apache.pdfbox.contentstream.operator.text.ShowText;
import org.apache.pdfbox.contentstream.operator.text.ShowTextAdjusted;
import org.apache.pdfbox.contentstream.operator.text.ShowTextLine;
import org.apache.pdfbox.contentstream.operator.text.ShowTextLineAndSpace;
import org.apache.pdfbox.cos.COSBase;
import org.apache.pdfbox.pdmodel.font.PDFont;
import org.apache.pdfbox.pdmodel.font.PDFontDescriptor;
import org.apache.pdfbox.util.Matrix;
import org.apache.pdfbox.util.Vector;

/// Collects the characters of a page where they are seen, from its content and the forms that it
/// draws, however they are cut into pieces. What stands outside the page as seen is left out.
final class GlyphCollector extends PDFStreamEngine {
    private static final int MOST = 200_000;

    /// A drawing of a machine has a million; forms that draw each other twice have no end.
    private static final int MOST_OPERATORS = 5_000_000;

    private final int page;
    private final PageGeometry geometry;
    private final List<Glyph> glyphs = new ArrayList<>();
    private int operators;

    GlyphCollector(int page, PageGeometry geometry) {
        this.page = page;
        this.geometry = geometry;
        addOperator(new BeginText(this));
        addOperator(new Concatenate(this));
        addOperator(new DrawObject(this));
        addOperator(new EndText(this));
        addOperator(new SetGraphicsStateParameters(this));
        addOperator(new Save(this));
        addOperator(new Restore(this));
        addOperator(new NextLine(this));
        addOperator(new SetCharSpacing(this));
        addOperator(new MoveText(this));
        addOperator(new MoveTextSetLeading(this));
        addOperator(new SetFontAndSize(this));
        addOperator(new ShowText(this));
        addOperator(new ShowTextAdjusted(this));
        addOperator(new SetTextLeading(this));
        addOperator(new SetMatrix(this));
        addOperator(new SetTextRenderingMode(this));
        addOperator(new SetTextRise(this));
        addOperator(new SetWordSpacing(this));
        addOperator(new SetTextHorizontalScaling(this));
        addOperator(new ShowTextLine(this));
        addOperator(new ShowTextLineAndSpace(this));
    }

    List<Glyph> glyphs() {
        return glyphs;
    }

    @Override
    protected void processOperator(Operator operator, List<COSBase> operands) throws IOException {
        if (++operators > MOST_OPERATORS) {
            // PDFBox swallows other exceptions of forms within forms.
            throw new IllegalStateException("too many operators");
        }
        super.processOperator(operator, operands);
    }

    @Override
    protected void showGlyph(Matrix matrix, PDFont font, int code, Vector displacement)
            throws IOException {
        String text = font.toUnicode(code);
        if (text == null || text.isBlank() || glyphs.size() >= MOST) {
            return;
        }
        double wide = font.isVertical() ? font.getWidth(code) / 1000 : displacement.getX();
        double[] rise = rise(font);
        Point[] corners = {
            seen(matrix, 0, rise[0]),
            seen(matrix, wide, rise[0]),
            seen(matrix, 0, rise[1]),
            seen(matrix, wide, rise[1])
        };
        Box box = around(corners);
        if (isOnPage(box)) {
            glyphs.add(glyph(text, box, corners, font.isVertical()));
        }
    }

    private Glyph glyph(String text, Box box, Point[] corners, boolean vertical) {
        Point from = vertical ? corners[2] : corners[0];
        Point to = vertical ? corners[0] : corners[1];
        double advance = Math.hypot(to.x() - from.x(), to.y() - from.y());
        Point foot = vertical ? corners[1] : corners[2];
        double size = Math.hypot(foot.x() - corners[0].x(), foot.y() - corners[0].y());
        double angle = Math.atan2(to.y() - from.y(), to.x() - from.x());
        double cos = Math.cos(angle);
        double sin = Math.sin(angle);
        // Baselines are compared, or the middles of columns.
        double x = vertical ? box.left() + box.width() / 2 : corners[0].x();
        double y = vertical ? box.top() + box.height() / 2 : corners[0].y();
        double along = from.x() * cos + from.y() * sin;
        int degrees = Math.floorMod((int) Math.round(Math.toDegrees(angle)), 360);
        return new Glyph(text, box, degrees, along, -x * sin + y * cos, size, advance);
    }

    private Point seen(Matrix matrix, double x, double y) {
        var point = matrix.transformPoint((float) x, (float) y);
        return geometry.seen(point.getX(), point.getY());
    }

    private Box around(Point[] corners) {
        double left = Double.MAX_VALUE;
        double top = Double.MAX_VALUE;
        double right = -Double.MAX_VALUE;
        double bottom = -Double.MAX_VALUE;
        for (Point it : corners) {
            left = Math.min(left, it.x());
            top = Math.min(top, it.y());
            right = Math.max(right, it.x());
            bottom = Math.max(bottom, it.y());
        }
        return new Box(page, left, top, right - left, bottom - top);
    }

    private boolean isOnPage(Box box) {
        double x = box.left() + box.width() / 2;
        double y = box.top() + box.height() / 2;
        return x >= 0 && x <= geometry.width() && y >= 0 && y <= geometry.height();
    }

    /// How far the font goes below and above its baseline, in ems.
    private static double[] rise(PDFont font) {
        PDFontDescriptor descriptor = font.getFontDescriptor();
        double below = descriptor == null ? 0 : descriptor.getDescent() / 1000;
        double above = descriptor == null ? 0 : descriptor.getAscent() / 1000;
        // Type 3 fonts have none, and some producers write nonsense.
        boolean sane = above > 0.3 && above < 1.5 && below <= 0 && below > -0.8;
        return sane ? new double[] {below, above} : new double[] {-0.2, 0.8};
    }
}
