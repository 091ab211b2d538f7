package cn.biaozhengtong.crypto.seal;

import static org.assertj.core.api.Assertions.assertThat;

import cn.biaozhengtong.crypto.seal.Mark.Part;
import cn.biaozhengtong.crypto.seal.SealDesign.Kind;
import java.awt.Shape;
import java.awt.geom.Area;
import java.awt.geom.PathIterator;
import java.awt.geom.Point2D;
import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/// Where things stand, whatever they look like: no character over another or over the border, and
/// the measures of the rules.
class SealGeometryTest {
    private static final double HAIR = 0.02;

    private final SealArtist artist = HardNames.artist();

    static Stream<Arguments> all() {
        return HardNames.all();
    }

    private static List<Point2D> corners(Shape box) {
        List<Point2D> out = new ArrayList<>();
        double[] at = new double[6];
        for (PathIterator it = box.getPathIterator(null); !it.isDone(); it.next()) {
            if (it.currentSegment(at) != PathIterator.SEG_CLOSE) {
                out.add(new Point2D.Double(at[0], at[1]));
            }
        }
        return out;
    }

    private static Shape taken(Mark it) {
        return it.part() == Part.star ? it.ink() : it.box();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("all")
    void boxes_doNotMeet(String name, SealDesign design) {
        List<Mark> marks =
                artist.marks(design).stream().filter(it -> it.part() != Part.border).toList();
        for (int i = 0; i < marks.size(); i++) {
            for (int j = i + 1; j < marks.size(); j++) {
                Area both = new Area(taken(marks.get(i)));
                both.intersect(new Area(taken(marks.get(j))));
                Rectangle2D over = both.getBounds2D();
                assertThat(Math.min(over.getWidth(), over.getHeight()))
                        .as("%s %d over %s %d", marks.get(i).part(), i, marks.get(j).part(), j)
                        .isLessThan(HAIR);
            }
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("all")
    void boxes_stayInsideTheBorder(String name, SealDesign design) {
        double border =
                design.kind() == Kind.enterprise || design.kind() == Kind.foreign_invested
                        ? 1.2
                        : 1.0;
        double a = design.width() / 2.0 - border;
        double b = design.height() / 2.0 - border;
        for (Mark mark : artist.marks(design)) {
            if (mark.part() == Part.border) {
                assertThat(mark.box().getBounds2D())
                        .isEqualTo(
                                new Rectangle2D.Double(
                                        -a - border,
                                        -b - border,
                                        2 * a + 2 * border,
                                        2 * b + 2 * border));
                continue;
            }
            for (Point2D it : corners(mark.box())) {
                double out =
                        design.kind() == Kind.legal_person
                                ? Math.max(Math.abs(it.getX()) / a, Math.abs(it.getY()) / b)
                                : Math.hypot(it.getX() / a, it.getY() / b);
                assertThat(out).as("%s at %s", mark.part(), it).isLessThan(1);
            }
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("all")
    void everyCharacter_isDrawnOnce_andLargeEnoughToRead(String name, SealDesign design) {
        List<Mark> marks = artist.marks(design);
        long characters =
                design.name().codePoints().filter(it -> !Character.isSpaceChar(it)).count();
        long added =
                design.kind() == Kind.legal_person && SealDesign.isChinese(design.name())
                        ? Math.max(0, characters < 3 ? 2 : 4 - characters)
                        : 0;
        assertThat(marks.stream().filter(it -> it.part() == Part.name))
                .hasSize((int) (characters + added));
        assertThat(marks.stream().filter(it -> it.part() == Part.code))
                .hasSize(
                        design.kind() == Kind.invoice
                                ? design.purpose().length()
                                : design.code().length());
        for (Mark mark : marks) {
            Rectangle2D box = mark.ink().getBounds2D();
            // 0.4 mm, a full stop's, are 9 dots of the picture.
            assertThat(Math.hypot(box.getWidth(), box.getHeight())).isGreaterThan(0.4);
        }
    }

    /// How far around the ink of a name goes.
    private double degrees(SealDesign design) {
        double most = 0;
        for (Mark it : artist.marks(design)) {
            if (it.part() == Part.name) {
                for (Point2D corner : corners(it.box())) {
                    double angle = Math.toDegrees(Math.atan2(corner.getX(), -corner.getY()));
                    most = Math.max(most, Math.abs(angle));
                }
            }
        }
        return 2 * most;
    }

    @Test
    void names_goAroundAsFarAsTheRulesSay() {
        for (int count : new int[] {9, 16, 17, 30, 60}) {
            assertThat(degrees(SealDesign.enterprise("国".repeat(count), "")))
                    .isBetween(245.0, 275.0);
        }
        for (int count : new int[] {8, 14, 22, 40, 60}) {
            assertThat(degrees(SealDesign.invoice("国".repeat(count), "1".repeat(18), 0)))
                    .isBetween(205.0, 267.0);
        }
        assertThat(degrees(SealDesign.invoice("国".repeat(8), "1".repeat(18), 0))).isLessThan(225);
        assertThat(degrees(SealDesign.invoice("国".repeat(60), "1".repeat(18), 0)))
                .isGreaterThan(250);
    }

    @Test
    void measures_areThoseOfTheRules() {
        Rectangle2D star =
                artist.marks(SealDesign.enterprise("鞍山测试有限公司", "")).get(1).box().getBounds2D();
        // Across two points of a pentagram in a circle of 14 mm.
        assertThat(star.getWidth()).isBetween(13.2, 13.4);
        List<Mark> invoice = artist.marks(SealDesign.invoice("鞍山测试有限公司", "8".repeat(18), 0));
        for (Mark it : invoice) {
            Rectangle2D box = it.box().getBounds2D();
            if (it.part() == Part.code) {
                assertThat(box.getHeight()).isBetween(3.6, 3.9);
                assertThat(box.getWidth()).isBetween(1.1, 1.4);
            }
            if (it.part() == Part.text) {
                assertThat(box.getHeight()).isBetween(3.6, 4.7);
                assertThat(box.getWidth()).isBetween(1.8, 3.1);
            }
        }
    }

    @Test
    void numbers_standBelowTheirPurpose() {
        for (SealDesign it :
                List.of(
                        SealDesign.special("鞍山测试有限公司", "合同专用章（2）", ""),
                        SealDesign.special("鞍山测试有限公司", "合同专用章 (2)", ""),
                        SealDesign.invoice("鞍山测试有限公司", "1".repeat(18), 2))) {
            assertThat(it.number()).isEqualTo(2);
            List<Mark> text =
                    artist.marks(it).stream().filter(mark -> mark.part() == Part.text).toList();
            assertThat(text).hasSize(8);
            double lowest =
                    IntStream.range(0, 5)
                            .mapToDouble(i -> text.get(i).box().getBounds2D().getMaxY())
                            .max()
                            .orElseThrow();
            for (Mark mark : text.subList(5, 8)) {
                assertThat(mark.box().getBounds2D().getMinY()).isGreaterThan(lowest);
            }
        }
        assertThat(SealDesign.special("鞍山", "第（3）号章", "").number()).isZero();
    }

    @ParameterizedTest
    @CsvSource({"鞍山股份制改造咨询有限公司,40", "鞍山测试股份有限公司,42", "鞍山测试（集团）股份公司,42", "鞍山测试股份有限公司鞍山分公司,40"})
    void width_goesByTheLegalForm(String name, int width) {
        assertThat(SealDesign.enterprise(name, "").width()).isEqualTo(width);
    }
}
