package cn.biaozhengtong.crypto.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// The password of a key file.
final class Password {
    @Option(
            names = "--password-file",
            description = "First line is the password; default: the variable BZT_PASSWORD.")
    private @Nullable Path file;

    char[] get() throws IOException {
        String value =
                file == null ? System.getenv("BZT_PASSWORD") : Files.readAllLines(file).get(0);
        if (value == null || value.isEmpty()) {
            throw new IllegalArgumentException("Set BZT_PASSWORD, or give --password-file.");
        }
        return value.toCharArray();
    }
}
