package cn.biaozhengtong.stamping.pdf;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Memory does not grow with the file. It needs 2 GiB of disk for half a minute.
class PdfLargeFileIT {
    @TempDir private Path folder;

    @Test
    void fileOfOneGibibyte_isSealedInASmallHeap() throws Exception {
        Process process =
                new ProcessBuilder(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "-Xmx96m",
                                "-cp",
                                System.getProperty("java.class.path"),
                                LargeFile.class.getName(),
                                folder.toString())
                        .inheritIO()
                        .start();
        boolean ended = process.waitFor(300, TimeUnit.SECONDS);
        process.destroyForcibly();
        assertThat(ended).isTrue();
        assertThat(process.exitValue()).isZero();
        Path sealed = folder.resolve("sealed.pdf");
        assertThat(Outside.signatures(sealed)).isEqualTo(1);
    }
}
