package cn.biaozhengtong.stamping.ofd;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Feeds the container and each file of a stamped OFD with what Jazzer makes of a good example
/// (P10). `-Dfuzz.seconds` for each: 3 here, more in `deploy/check P10`.
@Execution(ExecutionMode.CONCURRENT)
class OfdParsersIT {
    private static final String SECONDS = System.getProperty("fuzz.seconds", "3");
    private static final Pattern LAST =
            Pattern.compile("#(\\d+)\\s+DONE\\s+cov: (\\d+) ft: (\\d+)");

    @TempDir private Path folder;

    @ParameterizedTest
    @EnumSource
    void parser_ofWhateverBytes_readsOrRefuses(OfdParser parser) throws Exception {
        Path seeds = Files.createDirectories(folder.resolve("seeds"));
        Files.write(seeds.resolve("example"), parser.example());
        Path log = folder.resolve("log");
        Process process =
                new ProcessBuilder(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "-Xmx256m",
                                "-XX:TieredStopAtLevel=1",
                                "-Djava.io.tmpdir=" + folder,
                                "-cp",
                                System.getProperty("java.class.path"),
                                "com.code_intelligence.jazzer.Jazzer",
                                "--target_class=" + OfdFuzz.class.getName(),
                                "--target_args=" + parser.name(),
                                "--instrumentation_includes=cn.biaozhengtong.stamping.ofd.**",
                                "--disabled_hooks=.*",
                                "--reproducer_path=" + folder,
                                "-artifact_prefix=" + folder + "/",
                                "-max_total_time=" + SECONDS,
                                "-timeout=20",
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
                "fuzz ofd-%-20s %8s inputs, coverage %5s edges, %5s features%n",
                parser, last.group(1), last.group(2), last.group(3));
        // Instrumented, and past the first refusal: the smallest has some hundred edges.
        assertThat(Integer.parseInt(last.group(2))).isGreaterThan(100);
    }

    private static String tail(String said) throws IOException {
        List<String> lines = said.lines().toList();
        return String.join("\n", lines.subList(Math.max(0, lines.size() - 60), lines.size()));
    }
}
