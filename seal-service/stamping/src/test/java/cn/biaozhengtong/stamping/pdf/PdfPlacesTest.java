package cn.biaozhengtong.stamping.pdf;

import static cn.biaozhengtong.stamping.pdf.PdfFixture.at;
import static cn.biaozhengtong.stamping.pdf.PdfFixture.refused;
import static cn.biaozhengtong.stamping.pdf.PdfFixture.stamp;
import static org.assertj.core.api.Assertions.assertThat;

import cn.biaozhengtong.stamping.Box;
import cn.biaozhengtong.stamping.Placement;
import cn.biaozhengtong.stamping.Refusal;
import java.awt.image.BufferedImage;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The box that is told is the box that two renderers show, whatever the page does.
class PdfPlacesTest {
    @TempDir private Path folder;

    @ParameterizedTest
    @CsvSource({
        "0, '', 1",
        "90, '', 1",
        "180, '', 1",
        "270, '', 1",
        "-90, '', 1",
        "450, '', 1",
        "0, /CropBox [30 50 500 700], 1",
        "90, /CropBox [30 50 500 700], 1",
        "180, /CropBox [30 50 500 700], 1",
        "270, /CropBox [30 50 500 700], 1",
        "0, '', 1.5",
        "90, '', 1.5",
        "0, /CropBox [30 50 500 700], 1.5",
        "90, /CropBox [30 50 500 700], 1.5",
        "180, /CropBox [30 50 500 700], 2",
        "270, /CropBox [-100 50 500 9000], 0.5"
    })
    void page_turnedCutAndEnlarged_showsTheSealWhereItWasOrdered(int turn, String crop, double unit)
            throws Exception {
        RawPdf raw = new RawPdf();
        // Content that leaves a changed matrix behind: what hangs on the page must not move.
        raw.page(
                "/MediaBox [-10 20 590 812] /Rotate " + turn + " /UserUnit " + unit + " " + crop,
                "q 3 0 0 0.5 40 60 cm BT /F 12 Tf 20 200 Td (leaky) Tj ET");
        Path source = raw.table(folder);
        PdfFixture.Stamped stamped = stamp(source, new Placement.OnPage(1, 60, 70, 120, 80));
        Box told = stamped.prepared().boxes().get(0);
        double size = 20 * 72 / 25.4;
        assertThat(told.left()).isCloseTo(120 - size / 2, within());
        assertThat(told.top()).isCloseTo(110 - size / 2, within());
        assertThat(told.width()).isCloseTo(size, within());
        Box drawn = Seen.added(Seen::byMupdf, source, stamped.file(), 1).orElseThrow();
        assertThat(Seen.same(drawn, told)).as(drawn + " for " + told).isTrue();
        // PDFBox draws a unit of user space as a point, whatever the page says.
        Box smaller =
                new Box(
                        1,
                        told.left() / unit,
                        told.top() / unit,
                        told.width() / unit,
                        told.height() / unit);
        Box byPdfbox = Seen.added(Seen::byPdfbox, source, stamped.file(), 1).orElseThrow();
        assertThat(Seen.same(byPdfbox, smaller)).as(byPdfbox + " for " + smaller).isTrue();
        assertThat(isUpright(Seen.byMupdf(stamped.file(), 1), told)).isTrue();
    }

    private static org.assertj.core.data.Offset<Double> within() {
        return org.assertj.core.data.Offset.offset(0.01);
    }

    /// The seal has a mark in its top left quarter alone.
    private static boolean isUpright(BufferedImage page, Box box) {
        return isRed(page, box, 0.25, 0.25)
                && !isRed(page, box, 0.75, 0.25)
                && !isRed(page, box, 0.25, 0.75)
                && !isRed(page, box, 0.8, 0.8);
    }

    private static boolean isRed(BufferedImage page, Box box, double across, double down) {
        double scale = Seen.DPI / 72.0;
        int x = (int) ((box.left() + box.width() * across) * scale);
        int y = (int) ((box.top() + box.height() * down) * scale);
        int rgb = page.getRGB(x, y);
        return (rgb >> 16 & 0xFF) > 200 && (rgb >> 8 & 0xFF) < 60;
    }

    @Test
    void picture_seenThrough_staysSo() throws Exception {
        RawPdf raw = new RawPdf();
        raw.page("/MediaBox [0 0 300 300]", "0 0 1 rg 0 0 300 300 re f");
        PdfFixture.Stamped stamped = stamp(raw.table(folder), at(1, 150, 150));
        int rgb = Seen.byMupdf(stamped.file(), 1).getRGB(310, 310);
        int blue = rgb & 0xFF;
        assertThat(blue).isBetween(130, 190);
        int free = Seen.byMupdf(stamped.file(), 1).getRGB(310, 265);
        assertThat(free & 0xFFFFFF).isEqualTo(0x0000FF);
    }

    @Test
    void places_ofAllKinds_areOneSignature() throws Exception {
        Path source = RawPdf.pages(3).table(folder);
        PdfFixture.Stamped stamped =
                stamp(source, at(2, 100, 100), at(2, 300, 300), at(3, 200, 200));
        assertThat(stamped.prepared().boxes()).hasSize(3);
        assertThat(Outside.signatures(stamped.file())).isEqualTo(1);
        for (Box told : List.of(stamped.prepared().boxes().get(2))) {
            Box drawn =
                    Seen.added(Seen::byMupdf, source, stamped.file(), told.page()).orElseThrow();
            assertThat(Seen.same(drawn, told)).isTrue();
        }
    }

    @Test
    void item21_placesThatAreNone_areRefused() throws Exception {
        Path source = RawPdf.pages(2).table(folder);
        refused(Refusal.page_absent, source, at(3, 100, 100));
        refused(Refusal.page_absent, source, at(0, 100, 100));
        refused(Refusal.does_not_fit, source, at(1, 10, 100));
        refused(Refusal.does_not_fit, source, at(1, 100, 840));
        refused(Refusal.does_not_fit, source, at(1, -500, -500));
        refused(Refusal.does_not_fit, source, at(1, Double.NaN, 100));
    }

    @ParameterizedTest
    @CsvSource({
        "/MediaBox [0 0 0 0], page_without_area",
        "/MediaBox [0 0 100 100] /CropBox [0 0 0 0], page_without_area",
        "/MediaBox [0 0 100 100] /CropBox [200 200 300 300], page_without_area",
        "'', page_without_area",
        "/MediaBox [0 0 4 4], does_not_fit",
        "/MediaBox [0 0 100 100] /Rotate 45, not_readable",
        "/MediaBox [0 0 100 100] /UserUnit 0, not_readable",
        "/MediaBox [0 0 100 100] /UserUnit -1, not_readable"
    })
    void item21_pageThatShowsNothing_isRefused(String entries, Refusal why) throws Exception {
        RawPdf raw = new RawPdf();
        raw.page(entries, "");
        refused(why, raw.table(folder), at(1, 50, 50));
    }

    @Test
    void page_ofFiveMetres_hasTheSealAtItsRealSize() throws Exception {
        RawPdf raw = new RawPdf();
        raw.page("/MediaBox [0 0 14402 14402]", "");
        Box told = stamp(raw.table(folder), at(1, 14000, 14000)).prepared().boxes().get(0);
        assertThat(told.width()).isCloseTo(20 * 72 / 25.4, within());
    }

    @Test
    void arrayOfAnnotations_thatTwoPagesShare_growsForOneAlone() throws Exception {
        RawPdf raw = new RawPdf();
        int shared = raw.add("[]");
        for (int i = 0; i < 2; i++) {
            raw.page("/MediaBox [0 0 300 300] /Annots " + shared + " 0 R", "");
        }
        Path source = raw.table(folder);
        PdfFixture.Stamped stamped = stamp(source, at(1, 150, 150));
        assertThat(Seen.added(Seen::byMupdf, source, stamped.file(), 1)).isPresent();
        assertThat(Seen.added(Seen::byMupdf, source, stamped.file(), 2)).isEmpty();
    }
}
