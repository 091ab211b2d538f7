package cn.biaozhengtong.kit.intake;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// P10: feeds the intake with what Jazzer makes of a good example of each kind, our code and
/// PDFBox's parser instrumented, the real decoders behind it, with Jazzer in twice the heap of a
/// worker. An input that takes two seconds, or more memory than there is, is a finding as an
/// exception is. `-Dfuzz.seconds` for each: 3 here, more in `deploy/check P10`.
class DecodersIT {
    private static final String SECONDS = System.getProperty("fuzz.seconds", "3");
    private static final Pattern LAST =
            Pattern.compile("#(\\d+)\\s+DONE\\s+cov: (\\d+) ft: (\\d+)");

    private static final List<String> NEEDED =
            List.of("service-kit", "jazzer", "pdfbox", "fontbox", "commons-logging");

    @TempDir private Path folder;

    @ParameterizedTest
    @EnumSource
    void item1_intake_ofWhateverBytes_takesOrRefuses(Inspector.Kind kind) throws Exception {
        Path seeds = Files.createDirectories(folder.resolve("seeds"));
        byte[] example =
                switch (kind) {
                    case jpeg -> Samples.jpeg(24, 16).getByteArray();
                    case png -> Samples.picture("png", 24, 16, 6).getByteArray();
                    case pdf -> Samples.pdf(2, (document, catalog) -> {}).getByteArray();
                };
        Files.write(seeds.resolve("example"), example);
        Path log = folder.resolve("log");
        Process process =
                new ProcessBuilder(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "-Xmx320m",
                                "-XX:TieredStopAtLevel=1",
                                "-Djava.awt.headless=true",
                                "-Djava.io.tmpdir=" + folder,
                                "-cp",
                                classPath(),
                                "com.code_intelligence.jazzer.Jazzer",
                                "--target_class=" + DecoderFuzz.class.getName(),
                                "--instrumentation_includes=cn.biaozhengtong.kit.intake.**"
                                        + ":org.apache.pdfbox.pdfparser.**"
                                        + ":org.apache.pdfbox.cos.**"
                                        + ":org.apache.pdfbox.filter.**",
                                "--disabled_hooks=.*",
                                "--reproducer_path=" + folder,
                                "-artifact_prefix=" + folder + "/",
                                "-max_total_time=" + SECONDS,
                                "-timeout=2",
                                "-max_len=8192",
                                "-print_final_stats=1",
                                seeds.toString())
                        .directory(folder.toFile())
                        .redirectErrorStream(true)
                        .redirectOutput(log.toFile())
                        .start();
        assertThat(process.waitFor(Long.parseLong(SECONDS) + 120, TimeUnit.SECONDS)).isTrue();
        String said = Files.readString(log);
        assertThat(process.exitValue()).as(tail(said)).isZero();
        Matcher last = LAST.matcher(said);
        assertThat(last.find()).as(tail(said)).isTrue();
        System.out.printf(
                "fuzz %-24s %8s inputs, coverage %5s edges, %5s features%n",
                "intake_" + kind, last.group(1), last.group(2), last.group(3));
        // Past the first refusal.
        assertThat(Integer.parseInt(last.group(2))).isGreaterThan(100);
    }

    /// What decoding needs, and Jazzer: it scans all of it.
    private static String classPath() {
        return Stream.of(System.getProperty("java.class.path").split(":"))
                .filter(it -> NEEDED.stream().anyMatch(it::contains))
                .collect(Collectors.joining(":"));
    }

    private static String tail(String said) throws IOException {
        List<String> lines = said.lines().toList();
        return String.join("\n", lines.subList(Math.max(0, lines.size() - 60), lines.size()));
    }
}
