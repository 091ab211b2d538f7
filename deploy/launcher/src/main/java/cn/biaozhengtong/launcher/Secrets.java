package cn.biaozhengtong.launcher;

import java.io.IOException;
import java.io.Reader;
import java.io.StringWriter;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
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
            OwnersOnly.folder(folder);
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
            value = random();
            values.setProperty(name, value);
            save();
        }
        return value;
    }

    /// 48 hexadecimal characters.
    static String random() {
        byte[] bytes = new byte[24];
        RANDOM.nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }

    /// What a suite of a version before had for several, `common`, stays this one's; a new suite
    /// makes each its own.
    synchronized String getOrTakeOver(String name, String common) {
        String before = values.getProperty(common);
        if (before != null && values.getProperty(name) == null) {
            values.setProperty(name, before);
            save();
        }
        return get(name);
    }

    /// A file with this secret, for a program that is run to its end; [#deleteFiles] ends it.
    Path file(String name) {
        try {
            Path folder = OwnersOnly.folder(file.resolveSibling("once"));
            Path out = folder.resolve(name);
            OwnersOnly.write(out, get(name));
            return out;
        } catch (IOException e) {
            throw new Sentence("Cannot write secrets: " + e.getMessage(), e);
        }
    }

    void deleteFiles() {
        try (DirectoryStream<Path> files = Files.newDirectoryStream(file.resolveSibling("once"))) {
            for (Path each : files) {
                Files.delete(each);
            }
        } catch (IOException e) {
            throw new Sentence("Cannot delete " + e.getMessage(), e);
        }
    }

    /// Gives a service its own secrets and no other: each a file that is named as the property, in
    /// the folder `properties` beside its keys.
    void give(String service, Map<String, String> own) {
        try {
            Path folder = OwnersOnly.folder(folderOf(service).resolve("properties"));
            try (DirectoryStream<Path> files = Files.newDirectoryStream(folder)) {
                for (Path file : files) {
                    if (!own.containsKey(file.getFileName().toString())) {
                        Files.delete(file);
                    }
                }
            }
            for (Map.Entry<String, String> each : own.entrySet()) {
                OwnersOnly.write(folder.resolve(each.getKey()), each.getValue());
            }
        } catch (IOException e) {
            throw new Sentence("Cannot write secrets: " + e.getMessage(), e);
        }
    }

    /// Adds a version of a service's field key, which seals from the service's next start on; the
    /// versions before still open.
    ///
    /// @return the number of the new version
    int rotateFieldKey(String service) {
        Path key = folderOf(service).resolve("field.key");
        try {
            List<String> lines =
                    new ArrayList<>(
                            Files.readAllLines(key).stream().filter(it -> !it.isBlank()).toList());
            if (lines.size() == 1) {
                // The form before any rotation: cipher key and index key in one.
                byte[] both = Base64.getDecoder().decode(lines.getFirst().strip());
                lines.clear();
                lines.add("index " + base64(Arrays.copyOfRange(both, 16, both.length)));
                lines.add("1 " + base64(Arrays.copyOf(both, 16)));
            }
            int next =
                    1
                            + lines.stream()
                                    .filter(it -> !it.startsWith("index "))
                                    .mapToInt(it ->
                                            Integer.parseInt(it.substring(0, it.indexOf(' '))))
                                    .max()
                                    .orElseThrow();
            lines.add(next + " " + random(16));
            OwnersOnly.write(key, String.join("\n", lines) + "\n");
            return next;
        } catch (IOException e) {
            throw new Sentence("Cannot rotate " + key + ": " + e.getMessage(), e);
        }
    }

    private static String random(int length) {
        byte[] bytes = new byte[length];
        RANDOM.nextBytes(bytes);
        return base64(bytes);
    }

    private static String base64(byte[] bytes) {
        return Base64.getEncoder().encodeToString(bytes);
    }

    /// A folder with the field key (48 bytes in Base64) of one service, and a key of the same form
    /// for what must not lie under that (`share.key`, of ca-order-service).
    Path folderOf(String service) {
        try {
            Path folder = OwnersOnly.folder(file.resolveSibling(service));
            for (String name : List.of("field.key", "share.key")) {
                Path key = folder.resolve(name);
                boolean needed = name.equals("field.key") || service.equals("ca-order-service");
                if (needed && !Files.exists(key)) {
                    OwnersOnly.write(key, random(48));
                }
            }
            return folder;
        } catch (IOException e) {
            throw new Sentence("Cannot write secrets: " + e.getMessage(), e);
        }
    }

    private void save() {
        try {
            StringWriter text = new StringWriter();
            values.store(text, null);
            OwnersOnly.write(file, text.toString());
        } catch (IOException e) {
            throw new Sentence("Cannot write " + file + ": " + e.getMessage(), e);
        }
    }
}
