package cn.biaozhengtong.stamping.pdf;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/// A short form of S7; the full one is [StampingSpeed].
class PdfSpeedTest {
    @Test
    void stamp_isFiveTimesAsFastAsPdfboxsHelper() throws Exception {
        StampingSpeed.Figures figures = StampingSpeed.measure(8);
        System.out.println(figures);
        assertThat(figures.areReached()).as(figures.toString()).isTrue();
    }
}
