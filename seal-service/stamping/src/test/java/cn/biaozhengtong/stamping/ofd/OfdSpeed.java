package cn.biaozhengtong.stamping.ofd;

import static org.assertj.core.api.Assertions.assertThat;

import cn.biaozhengtong.stamping.RefusedException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// S7 for OFD: stamps a document of 100 pages and verifies it, beside OFDRW's signer in the same
/// run; `deploy/check S7` runs it.
class OfdSpeed {
    private static final double MOST_MILLIS = 600;
    private static final int PAGES = 100;
    private static final int WARM = 10;
    private static final int TIMES = 15;
    private static final Pattern OFDRW = Pattern.compile("ofdrw ([\\d.]+) ms");

    @TempDir private Path folder;

    /// @param prepare milliseconds of the first step
    /// @param embed of the second
    /// @param verify of a verification
    /// @param ofdrw of OFDRW's signer, which signs nothing either
    record Figures(double prepare, double embed, double verify, double ofdrw) {
        boolean areReached() {
            return prepare + embed <= MOST_MILLIS;
        }

        @Override
        public String toString() {
            return String.format(
                    Locale.ROOT,
                    "S7 \"ofd\":{\"pages\":%d,\"prepare_ms\":%.1f,\"embed_ms\":%.1f,\"verify_ms\":%.1f,\"ofdrw_ms\":%.1f,\"ratio\":%.1f,\"ok\":%s}",
                    PAGES,
                    prepare,
                    embed,
                    verify,
                    ofdrw,
                    ofdrw / (prepare + embed),
                    areReached());
        }
    }

    @Test
    void S7_ofd() throws Exception {
        Figures figures = measure(folder);
        System.out.println(figures);
        assertThat(figures.areReached()).as(figures.toString()).isTrue();
    }

    static Figures measure(Path folder) throws Exception {
        TestOfd ofd = TestOfd.pages(PAGES);
        for (int i = 0; i < PAGES; i++) {
            StringBuilder lines = new StringBuilder();
            for (int line = 0; line < 40; line++) {
                lines.append(
                        TestOfd.text(
                                1000 + 50 * i + line,
                                "20 " + (20 + 6 * line) + " 170 5",
                                "第" + i + "页第" + line + "行投标文件的正文内容若干字"));
            }
            ofd.page(i, "", lines.toString());
        }
        Path source = ofd.write(folder.resolve("source.ofd"));
        double[] before = ours(source, folder);
        double theirs = theirs(source, folder);
        double[] after = ours(source, folder);
        return new Figures(
                Math.max(before[0], after[0]),
                Math.max(before[1], after[1]),
                Math.max(before[2], after[2]),
                theirs);
    }

    /// Medians, in milliseconds.
    private static double[] ours(Path source, Path folder) throws IOException, RefusedException {
        OfdOrder order = Stamps.order(Signers.SEAL, false, Stamps.MIDDLE);
        double[][] all = new double[3][TIMES];
        for (int i = -WARM; i < TIMES; i++) {
            long start = System.nanoTime();
            PreparedOfd prepared = OfdStamping.prepare(source, folder.resolve("t.ofd"), order);
            long middle = System.nanoTime();
            var signature = Signers.sign(prepared, Signers.SEAL, Signers.ONE);
            long signed = System.nanoTime();
            Path stamped = OfdStamping.embed(prepared, signature);
            long embedded = System.nanoTime();
            OfdVerification.verify(stamped, Signers.trust());
            if (i >= 0) {
                all[0][i] = (middle - start) / 1e6;
                all[1][i] = (embedded - signed) / 1e6;
                all[2][i] = (System.nanoTime() - embedded) / 1e6;
            }
        }
        return Arrays.stream(all).mapToDouble(OfdSpeed::median).toArray();
    }

    private static double median(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return sorted[sorted.length / 2];
    }

    private static double theirs(Path source, Path folder) throws Exception {
        Path seal = Files.write(folder.resolve("seal.esl"), Signers.SEAL.encoded());
        String said =
                Ofdrw.run(
                        "SignPages",
                        folder,
                        source,
                        folder.resolve("ofdrw.ofd"),
                        seal,
                        seal,
                        WARM + TIMES);
        Matcher in = OFDRW.matcher(said);
        double[] all =
                in.results()
                        .skip(WARM)
                        .mapToDouble(it -> Double.parseDouble(it.group(1)))
                        .toArray();
        return median(all);
    }
}
