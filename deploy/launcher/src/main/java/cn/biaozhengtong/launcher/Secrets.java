package cn.biaozhengtong.launcher;

import java.io.IOException;
import java.io.Reader;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Properties;

/// Passwords and keys of one suite, made at its first start and kept in its state folder.
public final class Secrets {
    private static final SecureRandom RANDOM = new SecureRandom();

    private final Path file;
    private final Properties values = new Properties();

    private Secrets(Path file) {
        this.file = file;
    }

    static Secrets in(Path folder) {
        Secrets secrets = new Secrets(folder.resolve("suite.properties"));
        try {
            Files.createDirectories(
                    folder,
                    PosixFilePermissions.asFileAttribute(
                            PosixFilePermissions.fromString("rwx------")));
            if (Files.exists(secrets.file)) {
                try (Reader reader = Files.newBufferedReader(secrets.file)) {
                    secrets.values.load(reader);
                }
            }
            return secrets;
        } catch (IOException e) {
            throw new Sentence("Cannot use " + folder + ": " + e.getMessage(), e);
        }
    }

    /// The secret of this name, 48 hexadecimal characters; made when it is first asked for.
    public synchronized String get(String name) {
        String value = values.getProperty(name);
        if (value == null) {
            byte[] bytes = new byte[24];
            RANDOM.nextBytes(bytes);
            value = HexFormat.of().formatHex(bytes);
            values.setProperty(name, value);
            save();
        }
        return value;
    }

    /// A folder with the field key (48 bytes in Base64) of one service.
    Path folderOf(String service) {
        try {
            Path folder = Files.createDirectories(file.resolveSibling(service));
            Path key = folder.resolve("field.key");
            if (!Files.exists(key)) {
                byte[] bytes = new byte[48];
                RANDOM.nextBytes(bytes);
                Path aside = folder.resolve("field.key.new");
                Files.writeString(aside, Base64.getEncoder().encodeToString(bytes));
                Files.setPosixFilePermissions(aside, PosixFilePermissions.fromString("rw-------"));
                Files.move(aside, key, StandardCopyOption.ATOMIC_MOVE);
            }
            return folder;
        } catch (IOException e) {
            throw new Sentence("Cannot write secrets: " + e.getMessage(), e);
        }
    }

    private void save() {
        Path aside = file.resolveSibling("suite.properties.new");
        try {
            try (Writer writer = Files.newBufferedWriter(aside)) {
                values.store(writer, null);
            }
            Files.setPosixFilePermissions(aside, PosixFilePermissions.fromString("rw-------"));
            Files.move(aside, file, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new Sentence("Cannot write " + file + ": " + e.getMessage(), e);
        }
    }
}
