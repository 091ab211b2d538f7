package cn.biaozhengtong.stamping.pdf.verification;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Feeds the verifier with what Jazzer makes of good documents (P10). `-Dfuzz.seconds`: 10 here.
class VerificationFuzzIT {
    private static final String SECONDS = System.getProperty("fuzz.seconds", "10");
    private static final Pattern LAST =
            Pattern.compile("#(\\d+)\\s+DONE\\s+cov: (\\d+) ft: (\\d+)");

    @TempDir private Path folder;

    @Test
    void item36_whateverBytes_areReportedOnOrRefused() throws Exception {
        Path seeds = Files.createDirectories(folder.resolve("seeds"));
        List<byte[]> examples = VerificationFuzz.examples();
        for (int i = 0; i < examples.size(); i++) {
            Files.write(seeds.resolve("example" + i), examples.get(i));
        }
        Path log = folder.resolve("log");
        Process process = fuzzer(seeds, log);
        assertThat(process.waitFor(Long.parseLong(SECONDS) + 180, TimeUnit.SECONDS)).isTrue();
        String said = Files.readString(log);
        assertThat(process.exitValue()).as(tail(said)).isZero();
        Matcher last = LAST.matcher(said);
        assertThat(last.find()).as(tail(said)).isTrue();
        System.out.printf(
                "fuzz %-24s %8s inputs, coverage %5s edges, %5s features%n",
                "pdf_verification", last.group(1), last.group(2), last.group(3));
        assertThat(Integer.parseInt(last.group(2))).isGreaterThan(500);
    }

    private Process fuzzer(Path seeds, Path log) throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx512m",
                        "-XX:TieredStopAtLevel=1",
                        "-Djava.io.tmpdir=" + folder,
                        "-cp",
                        System.getProperty("java.class.path"),
                        "com.code_intelligence.jazzer.Jazzer",
                        "--target_class=" + VerificationFuzz.class.getName(),
                        "--instrumentation_includes=cn.biaozhengtong.stamping.**"
                                + ":cn.biaozhengtong.crypto.cms.**",
                        "--disabled_hooks=.*",
                        "--reproducer_path=" + folder,
                        "-artifact_prefix=" + folder + "/",
                        "-max_total_time=" + SECONDS,
                        "-timeout=30",
                        "-max_len=131072",
                        "-print_final_stats=1",
                        seeds.toString())
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
    }

    private static String tail(String said) {
        List<String> lines = said.lines().toList();
        return String.join("\n", lines.subList(Math.max(0, lines.size() - 60), lines.size()));
    }
}
