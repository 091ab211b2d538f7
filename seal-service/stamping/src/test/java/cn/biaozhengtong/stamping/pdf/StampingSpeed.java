package cn.biaozhengtong.stamping.pdf;

import static org.assertj.core.api.Assertions.assertThat;

import cn.biaozhengtong.crypto.Sm3;
import cn.biaozhengtong.crypto.seal.SealPicture;
import cn.biaozhengtong.stamping.Placement;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Calendar;
import java.util.Locale;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.interactive.digitalsignature.ExternalSigningSupport;
import org.apache.pdfbox.pdmodel.interactive.digitalsignature.PDSignature;
import org.apache.pdfbox.pdmodel.interactive.digitalsignature.SignatureOptions;
import org.apache.pdfbox.pdmodel.interactive.digitalsignature.visible.PDVisibleSigProperties;
import org.apache.pdfbox.pdmodel.interactive.digitalsignature.visible.PDVisibleSignDesigner;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// S7 for PDF, both ways in one run on the same document with the same picture and the same bytes
/// of a signature: ours, and PDFBox's own helper for visible signatures. Prints medians of the
/// processor's time; the picture has 600 dots an inch as our seals have. `deploy/check S7` runs it.
class StampingSpeed {
    private static final int ROUNDS = 30;
    private static final int PAGES = 100;
    private static final double MOST_MILLIS = 300;
    private static final double LEAST_RATIO = 5;

    private final SealPicture seal = Orders.seal(40, 24);
    private final PdfStamping stamping = new PdfStamping(new EarlierDigests());
    private final byte[] cms = new TestSigner().signNothing();

    @TempDir private Path folder;

    /// @param ours milliseconds of one stamp: prepared and embedded
    /// @param seam the same with a seam over all pages
    /// @param pdfbox of its helper
    record Figures(double ours, double seam, double pdfbox) {
        double ratio() {
            return pdfbox / ours;
        }

        boolean areReached() {
            return ours <= MOST_MILLIS && seam <= MOST_MILLIS && ratio() >= LEAST_RATIO;
        }

        @Override
        public String toString() {
            return String.format(
                    Locale.ROOT,
                    "S7 \"pdf\":{\"pages\":%d,\"stamp_cpu_ms\":%.1f,\"with_seam_cpu_ms\":%.1f,"
                            + "\"pdfbox_helper_cpu_ms\":%.1f,\"ratio\":%.1f,\"ok\":%s}",
                    PAGES,
                    ours,
                    seam,
                    pdfbox,
                    ratio(),
                    areReached());
        }
    }

    @Test
    void S7_pdf() throws Exception {
        Figures figures = measure(ROUNDS, hundredPages(folder));
        System.out.println(figures);
        assertThat(figures.areReached()).as(figures.toString()).isTrue();
    }

    /// A short form.
    static Figures shortly(Path folder) throws Exception {
        StampingSpeed it = new StampingSpeed();
        it.folder = folder;
        return it.measure(8, hundredPages(folder));
    }

    private Figures measure(int rounds, Path source) throws Exception {
        double[] ours = new double[rounds];
        double[] seam = new double[rounds];
        double[] pdfbox = new double[rounds];
        // Half of the rounds warm up, all three in turns so that noise meets all.
        for (int i = -rounds / 2; i < rounds; i++) {
            int at = Math.max(i, 0);
            ours[at] = millis(() -> ours(source, PdfFixture.at(1, 300, 300)));
            seam[at] =
                    millis(() -> ours(source, PdfFixture.at(1, 300, 300), new Placement.Seam(0.5)));
            pdfbox[at] = millis(() -> pdfbox(source));
        }
        return new Figures(median(ours), median(seam), median(pdfbox));
    }

    private interface Work {
        void run() throws Exception;
    }

    /// Of the processor, since others use the machine too.
    private static double millis(Work work) throws Exception {
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        long from = threads.getCurrentThreadCpuTime();
        work.run();
        return (threads.getCurrentThreadCpuTime() - from) / 1e6;
    }

    private static double median(double[] values) {
        Arrays.sort(values);
        return values[values.length / 2];
    }

    private void ours(Path source, Placement... placements) throws Exception {
        Path target = folder.resolve("ours.pdf");
        PreparedPdf prepared = stamping.prepare(source, target, Orders.of(seal, placements));
        stamping.embed(target, prepared, cms);
    }

    private void pdfbox(Path source) throws Exception {
        Path target = folder.resolve("pdfbox.pdf");
        try (PDDocument document = Loader.loadPDF(source.toFile());
                SignatureOptions options = new SignatureOptions();
                OutputStream out = Files.newOutputStream(target)) {
            InputStream picture = new ByteArrayInputStream(seal.data());
            PDVisibleSignDesigner designer = new PDVisibleSignDesigner(document, picture, 1);
            designer.xAxis(243).yAxis(243).width(113).height(113);
            PDVisibleSigProperties properties = new PDVisibleSigProperties();
            properties.signerName("BZT").signerLocation("").signatureReason("").page(1);
            properties.visualSignEnabled(true).setPdVisibleSignature(designer).buildSignature();
            options.setVisualSignature(properties.getVisibleSignature());
            options.setPreferredSignatureSize(StampOrder.LEAST_RESERVED);
            options.setPage(0);
            PDSignature signature = new PDSignature();
            signature.setFilter(PDSignature.FILTER_ADOBE_PPKLITE);
            signature.setSubFilter(PDSignature.SUBFILTER_ETSI_CADES_DETACHED);
            signature.setSignDate(Calendar.getInstance());
            document.addSignature(signature, options);
            ExternalSigningSupport signing = document.saveIncrementalForExternalSigning(out);
            Sm3.digest(signing.getContent().readAllBytes());
            signing.setSignature(cms);
        }
    }

    /// Text of a dense page each, a picture, and what a word processor puts around.
    private static Path hundredPages(Path folder) throws IOException {
        RawPdf raw = new RawPdf();
        String line =
                " (Clause of the contract on delivery, acceptance and payment in stages.) Tj 0 -14 Td";
        int image =
                raw.addStream(
                        "/Type /XObject /Subtype /Image /Width 200 /Height 100 /BitsPerComponent 8"
                                + " /ColorSpace /DeviceGray",
                        "x".repeat(20_000));
        for (int i = 1; i <= PAGES; i++) {
            raw.page(
                    "/MediaBox [0 0 595 842] /Resources <</Font <</F 3 0 R>> /XObject <</I "
                            + image
                            + " 0 R>>>>",
                    "BT /F 10 Tf 72 760 Td"
                            + line.repeat(48)
                            + " ET q 60 0 0 30 450 30 cm /I Do Q");
        }
        return raw.table(folder);
    }
}
