package cn.biaozhengtong.kit.intake;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.NoSuchElementException;
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

    private static final Pattern FINDING = Pattern.compile("^(timeout|crash|oom|leak)-");

    /// libFuzzer's exit code after an input that took `-timeout`.
    private static final int TIMEOUT = 70;

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
        Run run = jazzer(seeds);
        if (run.exit() == TIMEOUT) {
            // Two seconds by the clock, which are also a machine that paused: alone, it says which.
            Run alone = jazzer(finding());
            assertThat(alone.exit()).as("%s%n%s", tail(run.said()), findingInBase64()).isZero();
            System.out.printf("fuzz intake_%s: in time alone %s%n", kind, findingInBase64());
            Files.delete(finding());
            run = jazzer(seeds);
        }
        String said = run.said();
        assertThat(run.exit()).as(() -> tail(said) + "\n" + findingInBase64()).isZero();
        Matcher last = LAST.matcher(said);
        assertThat(last.find()).as(tail(said)).isTrue();
        System.out.printf(
                "fuzz %-24s %8s inputs, coverage %5s edges, %5s features%n",
                "intake_" + kind, last.group(1), last.group(2), last.group(3));
        // Past the first refusal.
        assertThat(Integer.parseInt(last.group(2))).isGreaterThan(100);
    }

    private record Run(int exit, String said) {}

    /// @param inputs a folder, to make more of what is in it; a file, to try it once
    private Run jazzer(Path inputs) throws IOException, InterruptedException {
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
                                inputs.toString())
                        .directory(folder.toFile())
                        .redirectErrorStream(true)
                        .redirectOutput(log.toFile())
                        .start();
        boolean ended = process.waitFor(Long.parseLong(SECONDS) + 120, TimeUnit.SECONDS);
        if (!ended) {
            process.destroyForcibly();
        }
        assertThat(ended).isTrue();
        return new Run(process.exitValue(), Files.readString(log));
    }

    private String findingInBase64() {
        try {
            return Base64.getEncoder().encodeToString(Files.readAllBytes(finding()));
        } catch (IOException | NoSuchElementException e) {
            return "no input is there";
        }
    }

    /// The input over which the last run stopped.
    private Path finding() {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(it -> FINDING.matcher(it.getFileName().toString()).find())
                    .findFirst()
                    .orElseThrow();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// What decoding needs, and Jazzer: it scans all of it.
    private static String classPath() {
        return Stream.of(System.getProperty("java.class.path").split(":"))
                .filter(it -> NEEDED.stream().anyMatch(it::contains))
                .collect(Collectors.joining(":"));
    }

    private static String tail(String said) {
        List<String> lines = said.lines().toList();
        return String.join("\n", lines.subList(Math.max(0, lines.size() - 60), lines.size()));
    }
}
