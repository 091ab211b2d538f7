package cn.biaozhengtong.stamping.ofd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import cn.biaozhengtong.stamping.Placement;
import cn.biaozhengtong.stamping.Refusal;
import cn.biaozhengtong.stamping.RefusedException;
import cn.biaozhengtong.stamping.report.Report;
import cn.biaozhengtong.stamping.report.Verdict;
import com.sun.management.ThreadMXBean;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Large documents, honest and not: neither memory nor time follows what a file says of itself.
class OfdBoundsTest {
    @TempDir private Path folder;

    /// Pages of their own files, so that the directory is one of ZIP64.
    private Path manyPages(int count) throws IOException {
        Path out = folder.resolve("many.ofd");
        TestOfd head = TestOfd.of("x");
        head.document(count, "<ofd:PhysicalBox>0 0 210 297</ofd:PhysicalBox>", "");
        byte[] page = head.files.remove("Doc_0/Pages/Page_0/Content.xml");
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(out))) {
            for (var it : head.files.entrySet()) {
                zip.putNextEntry(new ZipEntry(it.getKey()));
                zip.write(it.getValue());
            }
            for (int i = 0; i < count; i++) {
                zip.putNextEntry(new ZipEntry("Doc_0/Pages/Page_" + i + "/Content.xml"));
                zip.write(page);
            }
        }
        return out;
    }

    @Test
    void documentOfAHundredThousandPages_isStampedAndVerified() throws Exception {
        Path stamped = Stamps.one(manyPages(100_000), folder.resolve("t.ofd"), Stamps.MIDDLE);
        Report report = OfdVerification.verify(stamped, Signers.trust());
        assertThat(report.verdict()).isEqualTo(Verdict.valid);
        assertThat(report.pages()).isEqualTo(100_000);
    }

    @Test
    void item21_documentOfMorePages_isRefused() throws Exception {
        TestOfd ofd = TestOfd.pages(1);
        ofd.document(100_001, "<ofd:PhysicalBox>0 0 210 297</ofd:PhysicalBox>", "");
        Path file = ofd.write(folder.resolve("more.ofd"));
        RefusedException e =
                catchThrowableOfType(
                        RefusedException.class,
                        () -> OfdVerification.verify(file, Signers.trust()));
        assertThat(e.refusal()).isEqualTo(Refusal.too_large);
    }

    @Test
    void item21_pictureOfTwoAndAHalfGigapixels_isNeverDecoded() throws Exception {
        TestOfd ofd = TestOfd.pages(2);
        ofd.files.put("Doc_0/Res/huge.png", hugePng());
        Path source = ofd.write(folder.resolve("huge.ofd"));
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        Stamps.one(source, folder.resolve("warm.ofd"), Stamps.MIDDLE);
        long before = threads.getCurrentThreadAllocatedBytes();
        Path stamped = Stamps.one(source, folder.resolve("t.ofd"), Stamps.MIDDLE);
        OfdVerification.verify(stamped, Signers.trust());
        assertThat(threads.getCurrentThreadAllocatedBytes() - before).isLessThan(64L << 20);
    }

    /// A header of 50,000 by 50,000 pixels; what follows is noise.
    private static byte[] hugePng() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(new byte[] {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'});
        ByteBuffer chunk = ByteBuffer.allocate(17);
        chunk.put("IHDR".getBytes(StandardCharsets.US_ASCII)).putInt(50_000).putInt(50_000);
        chunk.put(new byte[] {8, 6, 0, 0, 0});
        CRC32 crc = new CRC32();
        crc.update(chunk.array());
        out.writeBytes(ByteBuffer.allocate(4).putInt(13).array());
        out.writeBytes(chunk.array());
        out.writeBytes(ByteBuffer.allocate(4).putInt((int) crc.getValue()).array());
        byte[] noise = new byte[1 << 20];
        new Random(7).nextBytes(noise);
        out.writeBytes(noise);
        return out.toByteArray();
    }

    @Test
    void fileOfAQuarterGigabyte_needsNoMoreMemoryThanASmallOne() throws Exception {
        TestOfd ofd = TestOfd.pages(2);
        Path source = folder.resolve("large.ofd");
        byte[] noise = new byte[1 << 20];
        new Random(3).nextBytes(noise);
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(source))) {
            for (var it : ofd.files.entrySet()) {
                zip.putNextEntry(new ZipEntry(it.getKey()));
                zip.write(it.getValue());
            }
            zip.setLevel(0);
            zip.putNextEntry(new ZipEntry("Doc_0/Res/large.bin"));
            for (int i = 0; i < 256; i++) {
                zip.write(noise);
            }
        }
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long before = threads.getCurrentThreadAllocatedBytes();
        Path stamped = Stamps.one(source, folder.resolve("t.ofd"), Stamps.MIDDLE);
        assertThat(OfdVerification.verify(stamped, Signers.trust()).verdict())
                .isEqualTo(Verdict.valid);
        assertThat(threads.getCurrentThreadAllocatedBytes() - before).isLessThan(64L << 20);
    }

    @Test
    void item21_wordOfOneCharacter_onAPageFullOfIt_ends() throws Exception {
        String text = "章".repeat(400_000);
        TestOfd ofd =
                TestOfd.pages(1)
                        .page(
                                0,
                                "",
                                TestOfd.text(
                                        4,
                                        "30 100 150 5",
                                        "X=\"0\" Y=\"4.4\" DeltaX=\"g 2000000000 0.0001\"",
                                        text));
        // No bomb: each run of these characters packs well.
        Path source = ofd.write(folder.resolve("full.ofd"));
        OfdOrder order = Stamps.order(Signers.SEAL, false, new Placement.AtKeyword("章", 1));
        long start = System.nanoTime();
        OfdStamping.prepare(source, folder.resolve("t.ofd"), order);
        assertThat((System.nanoTime() - start) / 1_000_000_000).isLessThan(20);
    }
}
