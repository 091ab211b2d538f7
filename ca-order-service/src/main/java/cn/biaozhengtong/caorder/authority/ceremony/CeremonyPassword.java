package cn.biaozhengtong.caorder.authority.ceremony;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// Opens the ceremony's key stores: the first line of the file that `BZT_CA_PASSWORD_FILE` names,
/// or `BZT_CA_PASSWORD`; never an argument, which everybody on the machine sees.
final class CeremonyPassword {
    private CeremonyPassword() {}

    /// @return empty when neither is set
    static String given() throws IOException {
        String file = System.getenv("BZT_CA_PASSWORD_FILE");
        if (file != null && !file.isEmpty()) {
            return firstLine(Path.of(file));
        }
        String variable = System.getenv("BZT_CA_PASSWORD");
        return variable == null ? "" : variable;
    }

    static String firstLine(Path file) throws IOException {
        return Files.readString(file).lines().findFirst().orElse("");
    }
}
