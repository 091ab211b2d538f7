package cn.biaozhengtong.crypto.seal;

import cn.biaozhengtong.crypto.CryptoException;
import cn.biaozhengtong.crypto.CryptoException.Reason;
import cn.biaozhengtong.crypto.seal.Mark.Part;
import java.awt.Shape;
import java.awt.geom.Area;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/// Draws seals of every [SealDesign.Kind] in the measures that the Chinese rules for seals give
/// (国发〔1999〕25号; for invoice seals 国家税务总局公告2011年第7号): every character whole, none over another,
/// none over the border.
public final class SealArtist {
    private static final double BORDER = 1.2;
    private static final double THIN_BORDER = 1.0;
    private static final double STAR_RADIUS = 7;
    private static final double SMALL_STAR_RADIUS = 5.5;
    private static final double GAP = 0.9;
    private static final int LONG_NAME = 16;

    /// A short name is not torn apart over the whole arc: it gets so many degrees a character.
    private static final double DEGREES_EACH = 31;

    private final SealFonts fonts;

    public SealArtist(SealFonts fonts) {
        this.fonts = fonts;
    }

    /// With one font for everything.
    public SealArtist(SealFont font) {
        this(new SealFonts(font, font, font));
    }

    /// Characters of a design that no font draws whole, each once: what to tell who typed them.
    public List<String> missing(SealDesign design) {
        SealFont names = design.kind() == SealDesign.Kind.invoice ? fonts.light() : fonts.names();
        return Stream.concat(
                        names.missing(design.name() + design.latin() + design.purpose()).stream(),
                        fonts.figures().missing(design.code()).stream())
                .distinct()
                .toList();
    }

    /// @throws CryptoException when a font lacks a character ([#missing] and the cause name it),
    ///   which the picture would not show
    public SealDrawing draw(SealDesign design) {
        List<Shape> ink = marks(design).stream().map(Mark::ink).toList();
        return new SealDrawing(ink, design.width(), design.height(), design.colour());
    }

    List<Mark> marks(SealDesign design) {
        List<String> missing = missing(design);
        if (!missing.isEmpty()) {
            throw new CryptoException(
                    Reason.malformed,
                    new IllegalArgumentException("no font draws " + String.join(" ", missing)));
        }
        List<Mark> out = new ArrayList<>();
        switch (design.kind()) {
            case enterprise -> enterprise(design, out);
            case special -> special(design, out);
            case foreign_invested -> foreignInvested(design, out);
            case invoice -> invoice(design, out);
            case legal_person -> legalPerson(design, out);
        }
        return out;
    }

    private void enterprise(SealDesign design, List<Mark> out) {
        ring(design, BORDER, out);
        out.add(star(STAR_RADIUS, 0));
        int count = count(design.name());
        double degrees = Math.min(count > LONG_NAME ? 270 : 250, count * DEGREES_EACH);
        double height = height(design, degrees, 5.2, 2.6);
        name(fonts.names(), height)
                .overTop(design.name(), inside(design, BORDER, height), degrees, out);
        code(design, BORDER, out);
    }

    /// The name ends above the line of text.
    private void special(SealDesign design, List<Mark> out) {
        ring(design, THIN_BORDER, out);
        out.add(star(SMALL_STAR_RADIUS, -1.5));
        List<String> lines = lines(design.purpose());
        boolean two = lines.size() > 1;
        double degrees = Math.min(two ? 200 : 216, count(design.name()) * DEGREES_EACH);
        double height = height(design, degrees, 5.2, 2.6);
        name(fonts.names(), height)
                .overTop(design.name(), inside(design, THIN_BORDER, height), degrees, out);
        SealText text = SealText.of(fonts.names(), Part.text, two ? 3.4 : 4.4);
        text.line(lines.get(0), two ? 6.3 : 7.4, 21.5, out);
        if (two) {
            text.line(lines.get(1), 9.9, 20, out);
        }
        number(design, two ? 13 : 11.6, out);
        code(design, THIN_BORDER, out);
    }

    private static List<String> lines(String purpose) {
        int count = count(purpose);
        if (count <= 10) {
            return List.of(purpose);
        }
        int half = purpose.offsetByCodePoints(0, (count + 1) / 2);
        return List.of(purpose.substring(0, half), purpose.substring(half));
    }

    /// With a Latin name, that stands below and the code in the middle.
    private void foreignInvested(SealDesign design, List<Mark> out) {
        ring(design, BORDER, out);
        boolean latin = !design.latin().isEmpty();
        double degrees = Math.min(latin ? 190 : 230, count(design.name()) * DEGREES_EACH);
        double height = height(design, degrees, 4.2, 2.6);
        name(fonts.names(), height)
                .overTop(design.name(), inside(design, BORDER, height), degrees, out);
        if (!design.purpose().isBlank()) {
            SealText.of(fonts.names(), Part.text, 4.2)
                    .line(design.purpose(), latin ? 1 : 3, 22, out);
        }
        if (!latin) {
            code(design, BORDER, out);
            return;
        }
        double small = count(design.latin()) > 50 ? 2.2 : 2.8;
        SealText.of(fonts.names(), Part.text, small)
                .underBottom(
                        design.latin(),
                        inside(design, BORDER, small),
                        Math.min(140, count(design.latin()) * 6.0),
                        out);
        if (!design.code().isEmpty()) {
            figures(1.9).line(design.code(), 5.2, 18, out);
        }
    }

    /// 国家税务总局公告2011年第7号: name 4.2 high over 210 to 260 degrees, the number 3.7 by 1.3 in the
    /// middle, 发票专用章 4.6 by 3 below it.
    private void invoice(SealDesign design, List<Mark> out) {
        ring(design, THIN_BORDER, out);
        int count = count(design.name());
        double degrees = Math.min(260, Math.max(210, 210 + (count - 14) * 3.0));
        name(fonts.light(), 4.2)
                .overTop(
                        design.name(),
                        inside(design, THIN_BORDER, 4.2),
                        Math.min(degrees, count * DEGREES_EACH),
                        out);
        double em = 3.7 / fonts.figures().figureHeight() * SealFont.EM;
        new SealText(fonts.figures(), Part.code, em, 2.5).line(design.purpose(), 0.4, 25.4, out);
        new SealText(fonts.light(), Part.text, 4.6, 3.1).line("发票专用章", 6.9, 16, out);
        number(design, 11.2, out);
    }

    private void legalPerson(SealDesign design, List<Mark> out) {
        double half = design.width() / 2.0;
        Area frame = new Area(square(half));
        frame.subtract(new Area(square(half - THIN_BORDER)));
        out.add(Mark.of(Part.border, frame));
        new PersonSeal(fonts.names(), half - THIN_BORDER - 0.7).draw(design.name(), out);
    }

    private static Rectangle2D square(double half) {
        return new Rectangle2D.Double(-half, -half, 2 * half, 2 * half);
    }

    private static void ring(SealDesign design, double border, List<Mark> out) {
        double a = design.width() / 2.0;
        double b = design.height() / 2.0;
        Area ring = new Area(ellipse(a, b));
        ring.subtract(new Area(ellipse(a - border, b - border)));
        out.add(Mark.of(Part.border, ring));
    }

    private static Ellipse2D ellipse(double a, double b) {
        return new Ellipse2D.Double(-a, -b, 2 * a, 2 * b);
    }

    private static int count(String text) {
        return text.codePointCount(0, text.length());
    }

    /// No more than twice as high as each has room: at sixty they are still told apart.
    private static double height(SealDesign design, double degrees, double full, double least) {
        double radius = (design.width() + design.height()) / 4.0 - 3.5;
        double each = Math.toRadians(degrees) * radius / count(design.name());
        return Math.max(least, Math.min(full, 2 * each));
    }

    private static SealText name(SealFont font, double height) {
        return SealText.of(font, Part.name, height);
    }

    /// Where the middles of characters run that stand just inside the border.
    private static Ellipse inside(SealDesign design, double border, double height) {
        double inset = border + GAP + height / 2;
        return new Ellipse(design.width() / 2.0 - inset, design.height() / 2.0 - inset);
    }

    private void number(SealDesign design, double y, List<Mark> out) {
        if (design.number() > 0) {
            SealFont font =
                    design.kind() == SealDesign.Kind.invoice ? fonts.light() : fonts.names();
            SealText.of(font, Part.text, 2.6).line("（" + design.number() + "）", y, 10, out);
        }
    }

    private SealText figures(double height) {
        double em = height / fonts.figures().figureHeight() * SealFont.EM;
        return new SealText(fonts.figures(), Part.code, em, em);
    }

    private void code(SealDesign design, double border, List<Mark> out) {
        if (!design.code().isEmpty()) {
            double degrees = Math.min(70, design.code().length() * 4.6);
            figures(1.5)
                    .underBottom(design.code(), inside(design, border - 0.1, 1.5), degrees, out);
        }
    }

    private static Mark star(double radius, double y) {
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
        return Mark.of(Part.star, out);
    }
}
