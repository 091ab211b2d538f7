package cn.biaozhengtong.stamping.ofd.drawing;

import cn.biaozhengtong.stamping.ofd.container.XmlTag;
import cn.biaozhengtong.stamping.ofd.structure.Area;
import cn.biaozhengtong.stamping.ofd.structure.Numbers;
import java.awt.geom.AffineTransform;
import java.util.List;
import java.util.Optional;
import java.util.zip.ZipException;

/// An element with all that is in it.
///
/// @param text its own characters
record Node(XmlTag tag, String text, List<Node> children) {
    /// Larger numbers are no measures of anything.
    private static final double LARGEST = 1_000_000;

    /// What an element takes in memory besides its characters.
    private static final int BYTES = 250;

    Node {
        children = List.copyOf(children);
    }

    String name() {
        return tag.name();
    }

    Optional<Node> child(String name) {
        return children.stream().filter(it -> it.name().equals(name)).findFirst();
    }

    List<Node> children(String name) {
        return children.stream().filter(it -> it.name().equals(name)).toList();
    }

    /// The characters of a child, when it has some.
    Optional<String> words(String name) {
        return child(name).map(it -> it.text.strip()).filter(it -> !it.isEmpty());
    }

    Optional<String> attribute(String name) {
        return tag.attribute(name).map(String::strip).filter(it -> !it.isEmpty());
    }

    boolean flag(String name, boolean usual) {
        return attribute(name)
                .map(it ->
                        switch (it) {
                            case "true", "1" -> true;
                            case "false", "0" -> false;
                            default -> usual;
                        })
                .orElse(usual);
    }

    double number(String name, double usual) throws ZipException {
        double[] all = Numbers.parse(attribute(name).orElse(""), 1);
        return all.length == 0 ? usual : sane(all[0]);
    }

    static double sane(double number) throws ZipException {
        if (!(Math.abs(number) <= LARGEST)) {
            throw new ZipException("number too large");
        }
        return number;
    }

    /// A rectangle, when it names one.
    Optional<Area> area(String name) throws ZipException {
        Optional<String> it = attribute(name);
        return it.isEmpty() ? Optional.empty() : Optional.of(Area.parse(it.get()));
    }

    /// Its CTM, when it has one.
    Optional<AffineTransform> matrix() throws ZipException {
        Optional<String> it = attribute("CTM");
        if (it.isEmpty()) {
            return Optional.empty();
        }
        double[] all = Numbers.parse(it.get(), 7);
        if (all.length != 6) {
            throw new ZipException("CTM");
        }
        for (double each : all) {
            sane(each);
        }
        return Optional.of(new AffineTransform(all));
    }

    /// Bytes that it takes, about.
    long weight() {
        return BYTES + 2L * text.length() + children.stream().mapToLong(Node::weight).sum();
    }
}
