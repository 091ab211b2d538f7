package cn.biaozhengtong.stamping.pdf;

import static cn.biaozhengtong.stamping.pdf.PdfFixture.refused;
import static cn.biaozhengtong.stamping.pdf.PdfFixture.stamp;
import static org.assertj.core.api.Assertions.assertThat;

import cn.biaozhengtong.crypto.seal.SealPicture;
import cn.biaozhengtong.stamping.Box;
import cn.biaozhengtong.stamping.Placement;
import cn.biaozhengtong.stamping.Refusal;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.interactive.annotation.PDAnnotation;
import org.apache.pdfbox.pdmodel.interactive.annotation.PDAnnotationWidget;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The slices of a seam together are the seal, exactly once, and no signatures of their own.
class PdfSeamTest {
    private static final Placement MIDDLE = new Placement.Seam(0.5);

    @TempDir private Path folder;

    @Test
    void onePage_hasNoSeam() throws Exception {
        refused(Refusal.seam_on_one_page, RawPdf.pages(1).table(folder), MIDDLE);
    }

    @ParameterizedTest
    @CsvSource({"2, 1", "19, 1", "40, 1", "41, 2", "300, 8"})
    void slices_makeWholeSeals_andOneSignature(int pages, int groups) throws Exception {
        PdfFixture.Stamped stamped = stamp(RawPdf.pages(pages).table(folder), MIDDLE);
        List<Box> boxes = stamped.prepared().boxes();
        assertThat(boxes).hasSize(pages);
        double width = boxes.stream().mapToDouble(Box::width).sum();
        assertThat(width).isCloseTo(groups * 20 * 72 / 25.4, within(1e-6));
        for (Box it : boxes) {
            assertThat(it.left() + it.width()).isCloseTo(595, within(1e-6));
        }
        assertThat(Outside.signatures(stamped.file())).isEqualTo(1);
        try (PDDocument document = Loader.loadPDF(stamped.file().toFile())) {
            int widgets = 0;
            for (int i = 0; i < pages; i++) {
                List<PDAnnotation> all = document.getPage(i).getAnnotations();
                widgets += (int) all.stream().filter(PDAnnotationWidget.class::isInstance).count();
                assertThat(all.stream().filter(it -> it.getSubtype().equals("Stamp"))).hasSize(1);
            }
            assertThat(widgets).isEqualTo(1);
        }
    }

    private static org.assertj.core.data.Offset<Double> within(double offset) {
        return org.assertj.core.data.Offset.offset(offset);
    }

    @ParameterizedTest
    @CsvSource({"2, 0", "19, 0", "5, 90", "5, 270"})
    void slices_putSideBySide_lookLikeTheSeal(int pages, int turn) throws Exception {
        RawPdf raw = new RawPdf();
        for (int i = 0; i < pages; i++) {
            raw.page("/MediaBox [0 0 400 300] /Rotate " + turn, "");
        }
        // As many pixels wide as every slice has whole ones.
        SealPicture seal = Orders.seal(38);
        PdfFixture.Stamped stamped = stamp(raw.table(folder), Orders.of(seal, MIDDLE));
        List<Box> boxes = stamped.prepared().boxes();
        BufferedImage whole = whole(seal);
        BufferedImage joined =
                new BufferedImage(whole.getWidth(), whole.getHeight(), BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = joined.createGraphics();
        for (int i = 0; i < pages; i++) {
            BufferedImage page = Seen.byMupdf(stamped.file(), i + 1);
            double scale = Seen.DPI / 72.0;
            Box box = boxes.get(i);
            int from = (int) Math.round(box.width() * scale * i);
            int to = (int) Math.round(box.width() * scale * (i + 1));
            int top = (int) Math.round(box.top() * scale);
            BufferedImage slice =
                    page.getSubimage(
                            page.getWidth() - (to - from),
                            top,
                            to - from,
                            Math.min(whole.getHeight(), page.getHeight() - top));
            graphics.drawImage(slice, from, 0, null);
        }
        graphics.dispose();
        assertThat(difference(whole, joined)).isLessThan(0.05);
    }

    private BufferedImage whole(SealPicture seal) throws Exception {
        RawPdf raw = new RawPdf();
        double size = seal.width() * 72 / 25.4;
        raw.page("/MediaBox [0 0 " + size + " " + size + "]", "");
        PdfFixture.Stamped stamped =
                stamp(
                        raw.table(folder),
                        Orders.of(seal, new Placement.OnPage(1, 0, 0, size, size)));
        return Seen.byMupdf(stamped.file(), 1);
    }

    /// Share of points that differ clearly; the edges of slices are smoothed.
    private static double difference(BufferedImage one, BufferedImage other) {
        int out = 0;
        int inked = 0;
        for (int y = 0; y < one.getHeight() - 2; y++) {
            for (int x = 0; x < one.getWidth() - 2; x++) {
                int green = one.getRGB(x, y) >> 8 & 0xFF;
                int far = Math.abs(green - (other.getRGB(x, y) >> 8 & 0xFF));
                out += far > 90 ? 1 : 0;
                inked += green < 200 ? 1 : 0;
            }
        }
        assertThat(inked).isGreaterThan(1000);
        return (double) out / (one.getWidth() * one.getHeight());
    }

    @Test
    void furtherSeals_standOffByTheirHeight() throws Exception {
        PdfFixture.Stamped first = stamp(RawPdf.pages(5).table(folder), MIDDLE);
        PdfFixture.Stamped second = stamp(first.file(), MIDDLE);
        PdfFixture.Stamped third = stamp(second.file(), MIDDLE);
        double height = 20 * 72 / 25.4;
        double middle = first.prepared().boxes().get(0).top();
        for (Box it : second.prepared().boxes()) {
            assertThat(it.top()).isCloseTo(middle + height, within(0.01));
        }
        for (Box it : third.prepared().boxes()) {
            assertThat(it.top()).isCloseTo(middle - height, within(0.01));
        }
        assertThat(Outside.signatures(third.file())).isEqualTo(3);
        refused(Refusal.does_not_fit, third.file(), new Placement.Seam(0));
    }

    @Test
    void sealOnAPage_andSeam_areOneSignature() throws Exception {
        Path source = RawPdf.pages(4).table(folder);
        PdfFixture.Stamped stamped = stamp(source, MIDDLE, PdfFixture.at(4, 200, 200));
        assertThat(stamped.prepared().boxes()).hasSize(5);
        assertThat(Outside.signatures(stamped.file())).isEqualTo(1);
        assertThat(Files.size(stamped.file()) - Files.size(source)).isLessThan(90_000);
    }
}
