package cn.biaozhengtong.stamping.ofd.drawing;

import java.awt.Color;
import java.util.List;
import java.util.Optional;
import java.util.StringTokenizer;
import java.util.zip.ZipException;

/// Colours (GB/T 33190 §8.3): red, green and blue, grey, or the four of print; shadings along a
/// line or between circles. Patterns and grids are not drawn.
final class Colours {
    private static final int MOST_CHANNELS = 4;
    private static final double OPAQUE = 255;
    private static final int BITS = 8;
    private static final List<String> SPACES = List.of("", "GRAY", "RGB", "CMYK");
    private static final List<String> UNKNOWN =
            List.of("Pattern", "GouraudShd", "LaGourandShd", "LaGouraudShd");

    private final Resources resources;

    Colours(Resources resources) {
        this.resources = resources;
    }

    /// @param alpha of the object, 0 to 1
    Ink ink(Node colour, double alpha) throws ZipException {
        Optional<Node> axial = colour.child("AxialShd");
        Optional<Node> radial = colour.child("RadialShd");
        double own = alpha * alpha(colour);
        if (axial.isPresent()) {
            return Shading.axial(axial.get(), this, own);
        }
        if (radial.isPresent()) {
            return Shading.radial(radial.get(), this, own);
        }
        if (colour.children().stream().anyMatch(it -> UNKNOWN.contains(it.name()))) {
            return Ink.UNKNOWN;
        }
        return flat(colour).map(it -> Ink.of(Ink.faded(it, own))).orElse(Ink.UNKNOWN);
    }

    static double alpha(Node of) throws ZipException {
        return Math.max(0, Math.min(1, of.number("Alpha", OPAQUE) / OPAQUE));
    }

    /// Without its alpha; absent in a space that we do not know.
    Optional<Color> flat(Node colour) throws ZipException {
        Optional<Node> space =
                resources
                        .find("ColorSpace", colour.attribute("ColorSpace"))
                        .map(Resources.Resource::node);
        Optional<String> value = colour.attribute("Value");
        if (value.isEmpty() && space.isPresent()) {
            value = fromPalette(space.get(), (int) colour.number("Index", 0));
        }
        double bits = space.isPresent() ? space.get().number("BitsPerComponent", BITS) : BITS;
        String type = space.flatMap(it -> it.attribute("Type")).orElse("").toUpperCase();
        if (bits != BITS || !SPACES.contains(type)) {
            return Optional.empty();
        }
        double[] channels = new double[MOST_CHANNELS];
        int given = read(value.orElse(""), channels);
        // Where no space is named, their number tells it.
        if (type.equals("GRAY") || type.isEmpty() && given == 1) {
            return rgb(channels[0], channels[0], channels[0]);
        }
        if (type.equals("CMYK") || type.isEmpty() && given == MOST_CHANNELS) {
            double left = 1 - channels[3];
            return rgb(
                    (1 - channels[0]) * left, (1 - channels[1]) * left, (1 - channels[2]) * left);
        }
        return rgb(channels[0], channels[1], channels[2]);
    }

    private static Optional<String> fromPalette(Node space, int index) {
        List<Node> all = space.child("Palette").map(it -> it.children("CV")).orElse(List.of());
        return index >= 0 && index < all.size()
                ? Optional.of(all.get(index).text())
                : Optional.empty();
    }

    /// @param into 0 to 1
    /// @return how many there are
    private static int read(String text, double[] into) throws ZipException {
        StringTokenizer in = new StringTokenizer(text);
        int count = 0;
        while (in.hasMoreTokens() && count < into.length) {
            into[count++] = Math.max(0, Math.min(1, number(in.nextToken()) / OPAQUE));
        }
        return count;
    }

    private static double number(String token) throws ZipException {
        try {
            double out =
                    token.startsWith("#")
                            ? Integer.parseInt(token.substring(1), 16)
                            : Double.parseDouble(token);
            return Node.sane(out);
        } catch (NumberFormatException e) {
            throw new ZipException("colour");
        }
    }

    private static Optional<Color> rgb(double red, double green, double blue) {
        return Optional.of(new Color((float) red, (float) green, (float) blue));
    }
}
