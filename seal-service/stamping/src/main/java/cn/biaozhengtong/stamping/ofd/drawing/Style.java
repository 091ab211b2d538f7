package cn.biaozhengtong.stamping.ofd.drawing;

import cn.biaozhengtong.stamping.ofd.structure.Numbers;
import java.awt.BasicStroke;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.zip.ZipException;

/// How an object is drawn (GB/T 33190 §8.2): what it says itself, then its drawing parameters and
/// those that they are relative to, then those of what it stands in.
final class Style {
    private static final double USUAL_WIDTH = 0.353;
    private static final double USUAL_MITER = 3.528;
    private static final int MOST_RELATIVES = 10;
    private static final int MOST_DASHES = 40;
    private static final double MOST_REPEATS = 20_000;

    private final List<Node> sources;

    private Style(List<Node> sources) {
        this.sources = sources;
    }

    /// What an element hands on to those in it.
    ///
    /// @param inherited what it stands in hands on
    static List<Node> inherited(Node of, Resources resources, List<Node> inherited) {
        List<Node> out = new ArrayList<>();
        Optional<String> next = of.attribute("DrawParam");
        for (int i = 0; i < MOST_RELATIVES && next.isPresent(); i++) {
            Optional<Node> it = resources.find("DrawParam", next).map(Resources.Resource::node);
            it.ifPresent(out::add);
            next = it.flatMap(param -> param.attribute("Relative"));
        }
        out.addAll(inherited);
        return out;
    }

    static Style of(Node object, Resources resources, List<Node> inherited) {
        List<Node> out = new ArrayList<>();
        out.add(object);
        out.addAll(inherited(object, resources, inherited));
        return new Style(out);
    }

    private Optional<String> attribute(String name) {
        return sources.stream().flatMap(it -> it.attribute(name).stream()).findFirst();
    }

    private double number(String name, double usual) throws ZipException {
        for (Node it : sources) {
            if (it.attribute(name).isPresent()) {
                return it.number(name, usual);
            }
        }
        return usual;
    }

    /// `FillColor` or `StrokeColor`.
    Optional<Node> colour(String name) {
        return sources.stream().flatMap(it -> it.child(name).stream()).findFirst();
    }

    double lineWidth() throws ZipException {
        return Math.max(0, number("LineWidth", USUAL_WIDTH));
    }

    /// @param least width, so that it is seen
    /// @param length of the longest line that it draws
    BasicStroke stroke(double least, double length) throws ZipException {
        int cap =
                switch (attribute("Cap").orElse("")) {
                    case "Round" -> BasicStroke.CAP_ROUND;
                    case "Square" -> BasicStroke.CAP_SQUARE;
                    default -> BasicStroke.CAP_BUTT;
                };
        int join =
                switch (attribute("Join").orElse("")) {
                    case "Round" -> BasicStroke.JOIN_ROUND;
                    case "Bevel" -> BasicStroke.JOIN_BEVEL;
                    default -> BasicStroke.JOIN_MITER;
                };
        float width = (float) Math.max(lineWidth(), least);
        float miter = (float) Math.max(1, number("MiterLimit", USUAL_MITER));
        float[] dashes = dashes(least, length);
        return dashes.length == 0
                ? new BasicStroke(width, cap, join, miter)
                : new BasicStroke(width, cap, join, miter, dashes, offset(dashes, least));
    }

    /// None where it would be dust, or begin with nothing that is seen: a line is seen then.
    private float[] dashes(double least, double length) throws ZipException {
        double[] given = Numbers.parse(attribute("DashPattern").orElse(""), MOST_DASHES);
        float[] out = new float[given.length];
        for (int i = 0; i < given.length; i++) {
            out[i] = (float) Math.max(0, Node.sane(given[i]));
        }
        boolean drawn =
                given.length > 0
                        && out[0] > 0
                        && out[0] >= least
                        && length / sum(out) * given.length < MOST_REPEATS;
        return drawn ? out : new float[0];
    }

    private static double sum(float[] dashes) {
        double out = 0;
        for (float it : dashes) {
            out += it;
        }
        return out;
    }

    /// None where it would begin with a gap: of a short line nothing would be seen.
    private float offset(float[] dashes, double least) throws ZipException {
        double out = Math.max(0, number("DashOffset", 0));
        double left = out % (2 * sum(dashes));
        int at = 0;
        while (at + 1 < 2 * dashes.length && left >= dashes[at % dashes.length]) {
            left -= dashes[at % dashes.length];
            at++;
        }
        boolean drawn = at % 2 == 0 && dashes[at % dashes.length] - left >= least;
        return drawn ? (float) out : 0;
    }
}
