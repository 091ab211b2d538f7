package cn.biaozhengtong.crypto.seal;

import cn.biaozhengtong.crypto.CryptoException;
import cn.biaozhengtong.crypto.CryptoException.Reason;
import cn.biaozhengtong.crypto.seal.SealText.Ellipse;
import java.awt.Shape;
import java.awt.geom.Area;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.List;

/// Draws seals of every [SealDesign.Kind] in the measures that the Chinese rules for seals give.
public final class SealArtist {
    private static final double BORDER = 1.2;
    private static final double STAR_RADIUS = 7;
    private static final double SMALL_STAR_RADIUS = 5.5;
    private static final double GAP = 0.9;
    private static final int LONG_NAME = 16;

    private final SealFont font;
    private final SealText text;

    public SealArtist(SealFont font) {
        this.font = font;
        this.text = new SealText(font);
    }

    /// @throws CryptoException when the font lacks a character, which the picture would not show
    public SealDrawing draw(SealDesign design) {
        if (!font.shows(design.texts())) {
            throw new CryptoException(Reason.malformed);
        }
        List<Shape> out = new ArrayList<>();
        switch (design.kind()) {
            case enterprise -> enterprise(design, out);
            case special -> special(design, out);
            case foreign_invested -> foreignInvested(design, out);
            case invoice -> invoice(design, out);
            case legal_person -> legalPerson(design, out);
        }
        return new SealDrawing(out, design.width(), design.height(), design.colour());
    }

    private void enterprise(SealDesign design, List<Shape> out) {
        ring(design, out);
        out.add(star(STAR_RADIUS, 0));
        name(design, out);
        code(design, out);
    }

    private void special(SealDesign design, List<Shape> out) {
        ring(design, out);
        out.add(star(SMALL_STAR_RADIUS, -1.5));
        name(design, out);
        text.line(design.purpose(), 8.2, 4.4, 21, out);
        code(design, out);
    }

    private void foreignInvested(SealDesign design, List<Shape> out) {
        ring(design, out);
        name(design, out);
        if (!design.purpose().isBlank()) {
            text.line(design.purpose(), 4, 4.4, 26, out);
        }
        code(design, out);
    }

    private void invoice(SealDesign design, List<Shape> out) {
        ring(design, out);
        name(design, out);
        text.line(design.purpose(), 0.6, 3.7, 26, out);
        text.line("发票专用章", 7.4, 4.6, 23, out);
    }

    /// Columns from the right, each read downwards; short names are completed to four.
    private void legalPerson(SealDesign design, List<Shape> out) {
        double half = design.width() / 2.0;
        Area frame = new Area(square(half));
        frame.subtract(new Area(square(half - 1)));
        out.add(frame);
        String name =
                switch (design.name().length()) {
                    case 2 -> design.name() + "之印";
                    case 3 -> design.name() + "印";
                    default -> design.name();
                };
        int columns = name.length() <= 4 ? 2 : 3;
        int rows = (name.length() + columns - 1) / columns;
        double inner = half - 1 - 0.7;
        double wide = 2 * inner / columns;
        double high = 2 * inner / rows;
        for (int i = 0; i < name.length(); i++) {
            double x = inner - wide * (1.0 + i / rows);
            double y = -inner + high * (i % rows);
            text.fill(name.charAt(i), new Rectangle2D.Double(x, y, wide, high), out);
        }
    }

    private static Rectangle2D square(double half) {
        return new Rectangle2D.Double(-half, -half, 2 * half, 2 * half);
    }

    private static void ring(SealDesign design, List<Shape> out) {
        double a = design.width() / 2.0;
        double b = design.height() / 2.0;
        Area ring = new Area(ellipse(a, b));
        ring.subtract(new Area(ellipse(a - BORDER, b - BORDER)));
        out.add(ring);
    }

    private static Ellipse2D ellipse(double a, double b) {
        return new Ellipse2D.Double(-a, -b, 2 * a, 2 * b);
    }

    /// The longer the name, the further around and the lower its characters: at sixty they are
    /// still told apart.
    private void name(SealDesign design, List<Shape> out) {
        int count = design.name().codePointCount(0, design.name().length());
        boolean oval = design.width() != design.height();
        double height = oval ? 4.2 : 5.2;
        if (count > LONG_NAME) {
            height = Math.max(oval ? 2.6 : 3.2, height - (count - LONG_NAME) * 0.09);
        }
        double degrees = Math.min(count > LONG_NAME ? 270 : 250, count * 31.0);
        if (oval) {
            // The invoice seal needs its sides for the tax number.
            degrees = Math.min(degrees, design.kind() == SealDesign.Kind.invoice ? 180 : 230);
        }
        double inset = BORDER + GAP + height / 2;
        Ellipse middle = new Ellipse(design.width() / 2.0 - inset, design.height() / 2.0 - inset);
        text.overTop(design.name(), middle, degrees, height, out);
    }

    private void code(SealDesign design, List<Shape> out) {
        if (design.code().isEmpty()) {
            return;
        }
        double height = 1.9;
        double inset = BORDER + 0.7 + height / 2;
        Ellipse middle = new Ellipse(design.width() / 2.0 - inset, design.height() / 2.0 - inset);
        double degrees = Math.min(70, design.code().length() * 4.6);
        text.underBottom(design.code(), middle, degrees, height, out);
    }

    private static Shape star(double radius, double y) {
        // Where the sides of a regular pentagram cross.
        double inner = radius * (3 - Math.sqrt(5)) / 2;
        Path2D out = new Path2D.Double();
        for (int i = 0; i < 10; i++) {
            double r = i % 2 == 0 ? radius : inner;
            double angle = Math.PI * i / 5;
            double px = r * Math.sin(angle);
            double py = y - r * Math.cos(angle);
            if (i == 0) {
                out.moveTo(px, py);
            } else {
                out.lineTo(px, py);
            }
        }
        out.closePath();
        return out;
    }
}
