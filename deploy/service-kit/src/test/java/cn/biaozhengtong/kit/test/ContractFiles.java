package cn.biaozhengtong.kit.test;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// The module's `src/contract`: what others may rely on, checked in, and equal to what is made.
///
/// `mvn … -Dbzt.contract=write` writes the files anew, so that a change shows in the diff.
public final class ContractFiles {
    private static final Path FOLDER = Path.of("src/contract");

    private ContractFiles() {}

    /// @param made ends with a line break
    public static void mustEqual(String name, String made) {
        Path file = FOLDER.resolve(name);
        try {
            if ("write".equals(System.getProperty("bzt.contract"))) {
                Files.createDirectories(file.getParent());
                Files.writeString(file, made);
            }
            assertThat(Files.exists(file)).as(file + " exists; " + HOW).isTrue();
            assertThat(made)
                    .as(file + " is what is made; " + HOW)
                    .isEqualTo(Files.readString(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static final String HOW = "-Dbzt.contract=write writes it anew";
}
