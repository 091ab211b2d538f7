package cn.biaozhengtong.stamping.ofd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.within;

import cn.biaozhengtong.stamping.Box;
import cn.biaozhengtong.stamping.Placement;
import cn.biaozhengtong.stamping.Refusal;
import cn.biaozhengtong.stamping.RefusedException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeywordTest {
    @TempDir private Path folder;

    private List<Box> boxes(TestOfd ofd, String word, int occurrence) throws Exception {
        Path source = ofd.write(folder.resolve("source.ofd"));
        OfdOrder order =
                Stamps.order(Signers.SEAL, false, new Placement.AtKeyword(word, occurrence));
        return OfdStamping.prepare(source, folder.resolve("target.ofd"), order).boxes();
    }

    private void at(Box box, int page, double x, double y) {
        assertThat(box.page()).isEqualTo(page);
        assertThat((box.left() + box.width() / 2) / 72 * 25.4).isCloseTo(x, within(0.01));
        assertThat((box.top() + box.height() / 2) / 72 * 25.4).isCloseTo(y, within(0.01));
    }

    private static TestOfd page(String objects) {
        return TestOfd.pages(1).page(0, "", objects);
    }

    private static TestOfd line(String code, String text) {
        return page(TestOfd.text(4, "30 100 150 5", code, text));
    }

    @Test
    void word_inARun_isFoundByItsDeltas() throws Exception {
        // Characters of 5 mm at 30, 40, 50, 60 mm; the word has the two in the middle.
        TestOfd ofd = line("X=\"0\" Y=\"4.4\" DeltaX=\"g 3 10\"", "请盖章处");
        at(boxes(ofd, "盖章", 1).get(0), 1, 47.5, 102.5);
        TestOfd mixed = line("X=\"0\" Y=\"4.4\" DeltaX=\"5 g 2 10\"", "请盖章处");
        at(boxes(mixed, "盖章", 1).get(0), 1, 42.5, 102.5);
    }

    @Test
    void word_severalTimesInOneRun_isCounted() throws Exception {
        TestOfd ofd = line("X=\"0\" Y=\"4.4\" DeltaX=\"g 9 10\"", "盖章一盖章二盖章三四");
        at(boxes(ofd, "盖章", 1).get(0), 1, 37.5, 102.5);
        at(boxes(ofd, "盖章", 3).get(0), 1, 97.5, 102.5);
        RefusedException e =
                catchThrowableOfType(RefusedException.class, () -> boxes(ofd, "盖章", 4));
        assertThat(e.refusal()).isEqualTo(Refusal.keyword_absent);
        // Every one, on one page, would be three seals there.
        e = catchThrowableOfType(RefusedException.class, () -> boxes(ofd, "盖章", 0));
        assertThat(e.refusal()).isEqualTo(Refusal.twice_on_page);
    }

    @Test
    void word_onEveryPage_isStampedOnEach() throws Exception {
        TestOfd ofd = TestOfd.pages(3);
        for (int i = 0; i < 3; i++) {
            ofd.page(i, "", TestOfd.text(4, "60 " + (60 + 10 * i) + " 100 5", "盖章"));
        }
        List<Box> all = boxes(ofd, "盖章", 0);
        assertThat(all).extracting(Box::page).containsExactly(1, 2, 3);
        at(all.get(2), 3, 65, 82.5);
    }

    @Test
    void word_overObjectsAndCodes_isFound_howeverTheyWereWritten() throws Exception {
        TestOfd split =
                page(
                        TestOfd.text(6, "70 100 20 5", "处")
                                + TestOfd.text(4, "60 100 5 5", "盖")
                                + TestOfd.text(5, "65 100 5 5", " 章"));
        // The blank before it pushes the second character by 5 mm.
        at(boxes(split, "盖章", 1).get(0), 1, 67.5, 102.5);
        TestOfd backwards =
                page(TestOfd.text(4, "65 100 5 5", "章") + TestOfd.text(5, "60 100 5 5", "盖"));
        at(boxes(backwards, "盖章", 1).get(0), 1, 65, 102.5);
        TestOfd apart =
                page(TestOfd.text(4, "60 100 5 5", "盖") + TestOfd.text(5, "120 100 5 5", "章"));
        assertThat(
                        catchThrowableOfType(RefusedException.class, () -> boxes(apart, "盖章", 1))
                                .refusal())
                .isEqualTo(Refusal.keyword_absent);
    }

    @Test
    void word_turnedOrDownwards_isFoundWhereItIsSeen() throws Exception {
        TestOfd down = line("X=\"20\" Y=\"4.4\" DeltaX=\"g 3 0\" DeltaY=\"g 3 5\"", "请盖章处");
        at(boxes(down, "盖章", 1).get(0), 1, 52.5, 110);
        // A quarter turn: what went right goes down.
        TestOfd turned =
                page(
                        TestOfd.text(4, "60 100 5 20", "盖章")
                                .replace(
                                        "<ofd:TextObject ",
                                        "<ofd:TextObject CTM=\"0 1 -1 0 5 0\" "));
        at(boxes(turned, "盖章", 1).get(0), 1, 62.5, 105);
    }

    @Test
    void word_inABlock_andInATemplate_isFound() throws Exception {
        TestOfd block =
                page(
                        "<ofd:PageBlock ID=\"7\"><ofd:PageBlock ID=\"8\">"
                                + TestOfd.text(4, "60 100 20 5", "盖章")
                                + "</ofd:PageBlock></ofd:PageBlock>");
        at(boxes(block, "盖章", 1).get(0), 1, 65, 102.5);
        TestOfd template = TestOfd.pages(1).template(TestOfd.text(4, "60 150 20 5", "盖章"));
        template.document(1, "<ofd:PhysicalBox>0 0 210 297</ofd:PhysicalBox>", "");
        template.page(0, "<ofd:Template TemplateID=\"900\"/>", "");
        at(boxes(template, "盖章", 1).get(0), 1, 65, 152.5);
    }

    @Test
    void word_thatIsNotSeen_isNotFound() throws Exception {
        for (String attribute : List.of("Visible=\"false\"", "Alpha=\"0\"")) {
            TestOfd hidden =
                    page(
                            TestOfd.text(4, "60 100 20 5", "盖章")
                                    .replace(
                                            "<ofd:TextObject ",
                                            "<ofd:TextObject " + attribute + " "));
            assertThat(
                            catchThrowableOfType(
                                            RefusedException.class, () -> boxes(hidden, "盖章", 1))
                                    .refusal())
                    .isEqualTo(Refusal.keyword_absent);
        }
        TestOfd off = page(TestOfd.text(4, "300 100 20 5", "盖章"));
        assertThat(
                        catchThrowableOfType(RefusedException.class, () -> boxes(off, "盖章", 1))
                                .refusal())
                .isEqualTo(Refusal.keyword_absent);
    }

    @Test
    void word_drawnTwiceForItsShadow_isOne() throws Exception {
        TestOfd ofd =
                page(
                        TestOfd.text(4, "60 100 20 5", "盖章")
                                + TestOfd.text(5, "60.3 100.3 20 5", "盖章"));
        assertThat(boxes(ofd, "盖章", 0)).hasSize(1);
    }

    @Test
    void word_withCharactersBeyondTheBasicPlane_isFound() throws Exception {
        TestOfd ofd = line("X=\"0\" Y=\"4.4\" DeltaX=\"g 3 10\"", "𠮷盖章处");
        at(boxes(ofd, "盖章", 1).get(0), 1, 47.5, 102.5);
    }
}
