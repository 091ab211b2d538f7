package cn.biaozhengtong.stamping.pdf;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A short form of S7; the full one is [StampingSpeed].
class PdfSpeedTest {
    @TempDir private Path folder;

    @Test
    void stamp_isFiveTimesAsFastAsPdfboxsHelper() throws Exception {
        StampingSpeed.Figures figures = StampingSpeed.shortly(folder);
        System.out.println(figures);
        assertThat(figures.areReached()).as(figures.toString()).isTrue();
    }
}
