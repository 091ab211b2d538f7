package cn.biaozhengtong.stamping.ofd;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import javax.imageio.ImageIO;

/// OFDRW in a process of its own: a program that we did not write draws what we stamped.
final class Ofdrw {
    private Ofdrw() {}

    /// @return what it printed
    static String run(String source, Path folder, Object... arguments)
            throws IOException, InterruptedException {
        List<String> command =
                new ArrayList<>(
                        List.of(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "-Xmx512m",
                                "-Djava.awt.headless=true",
                                "-Djava.io.tmpdir=" + folder,
                                "-cp",
                                "target/ofdrw/*",
                                "src/test/ofdrw/" + source + ".java"));
        for (Object it : arguments) {
            command.add(it.toString());
        }
        Path log = folder.resolve("ofdrw.log");
        Process process =
                new ProcessBuilder(command)
                        .redirectErrorStream(true)
                        .redirectOutput(log.toFile())
                        .start();
        assertThat(process.waitFor(180, TimeUnit.SECONDS)).as("ofdrw ends").isTrue();
        String said = Files.readString(log);
        assertThat(process.exitValue()).as(said).isZero();
        return said;
    }

    /// All pages, by pixels a millimetre.
    static List<BufferedImage> draw(Path ofd, int pixels, Path folder)
            throws IOException, InterruptedException {
        run("DrawPages", folder, ofd, pixels, folder);
        List<BufferedImage> out = new ArrayList<>();
        for (Path next = folder.resolve("1.png"); Files.exists(next); ) {
            out.add(ImageIO.read(next.toFile()));
            next = folder.resolve(out.size() + 1 + ".png");
        }
        return out;
    }
}
