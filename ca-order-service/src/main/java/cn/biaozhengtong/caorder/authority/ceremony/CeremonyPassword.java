package cn.biaozhengtong.caorder.authority.ceremony;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// Opens the ceremony's key stores: the first line of a file, or `BZT_CA_PASSWORD`; never an
/// argument, which everybody on the machine sees.
final class CeremonyPassword {
    private CeremonyPassword() {}

    /// @param index of the argument that names the file; without that argument, the variable
    /// @return empty when there is neither
    static String of(String[] args, int index) throws IOException {
        if (args.length > index) {
            return firstLine(Path.of(args[index]));
        }
        String variable = System.getenv("BZT_CA_PASSWORD");
        return variable == null ? "" : variable;
    }

    static String firstLine(Path file) throws IOException {
        return Files.readString(file).lines().findFirst().orElse("");
    }
}
