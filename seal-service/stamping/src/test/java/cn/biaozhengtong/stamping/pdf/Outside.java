package cn.biaozhengtong.stamping.pdf;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/// Tools that nobody here wrote, with a bound on their time: one of them does not come back from
/// some documents.
final class Outside {
    private static final long SECONDS = 60;
    private static final Map<String, String> PACKAGES =
            Map.of("qpdf", "qpdf", "pdfsig", "poppler-utils", "mutool", "mupdf-tools");

    /// @param code −1 when its time was over
    record Ran(int code, String out) {}

    private Outside() {}

    static Ran run(String... command) throws IOException, InterruptedException {
        Path out = Files.createTempFile("outside", ".txt");
        try {
            Process process =
                    new ProcessBuilder(command)
                            .redirectErrorStream(true)
                            .redirectOutput(out.toFile())
                            .start();
            boolean ended = process.waitFor(SECONDS, TimeUnit.SECONDS);
            process.destroyForcibly();
            String text = new String(Files.readAllBytes(out), StandardCharsets.ISO_8859_1);
            return new Ran(ended ? process.exitValue() : -1, text);
        } catch (IOException e) {
            throw new IOException(
                    command[0] + " is missing: apt-get install " + PACKAGES.get(command[0]), e);
        } finally {
            Files.deleteIfExists(out);
        }
    }

    /// What qpdf says of the structure: 0 good, 3 warnings, 2 errors.
    static Ran qpdf(Path file) throws IOException, InterruptedException {
        return run("qpdf", "--check", file.toString());
    }

    /// How many signatures poppler counts, empty fields too.
    static int signatures(Path file) throws IOException, InterruptedException {
        return (int) pdfsig(file).lines().filter(it -> it.startsWith("Signature #")).count();
    }

    static String pdfsig(Path file) throws IOException, InterruptedException {
        return run("pdfsig", "-nocert", file.toString()).out();
    }

    /// One page as MuPDF draws it, in a PNG.
    static void draw(Path file, int page, int dpi, Path png)
            throws IOException, InterruptedException {
        Ran ran =
                run(
                        "mutool",
                        "draw",
                        "-q",
                        "-r",
                        Integer.toString(dpi),
                        "-o",
                        png.toString(),
                        file.toString(),
                        Integer.toString(page));
        if (!Files.exists(png)) {
            throw new IOException(ran.out());
        }
    }
}
