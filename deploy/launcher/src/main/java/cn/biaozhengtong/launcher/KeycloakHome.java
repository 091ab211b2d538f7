package cn.biaozhengtong.launcher;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Keycloak's home folder of one suite: programs are those of the shared build, configuration, data
/// and the realm to import are its own. Its secrets stand in files here, not in its environment.
record KeycloakHome(Path folder) {
    private static final Pattern VALUE = Pattern.compile("\\$\\{(BZT_[A-Z0-9_]+)}");

    static KeycloakHome in(Path folder, Path built) {
        try {
            OwnersOnly.folder(folder);
            for (String own : List.of("conf", "data", "data/import")) {
                OwnersOnly.folder(folder.resolve(own));
            }
            for (String shared : List.of("lib", "providers", "themes")) {
                Path link = folder.resolve(shared);
                Files.deleteIfExists(link);
                Files.createSymbolicLink(link, built.resolve(shared));
            }
            return new KeycloakHome(folder);
        } catch (IOException e) {
            throw unusable(folder, e);
        }
    }

    /// What does not change while it runs, by the names of Keycloak's options.
    void configure(Map<String, String> options) {
        StringBuilder out = new StringBuilder();
        new TreeMap<>(options)
                .forEach((name, value) -> out.append(name).append('=').append(value).append('\n'));
        write("conf/keycloak.conf", out.toString());
    }

    /// Imported when the database has none of its name.
    ///
    /// @throws Sentence when the realm names a value that is not given
    void importRealm(Path realm, Map<String, String> values) {
        try {
            Matcher named = VALUE.matcher(Files.readString(realm));
            String filled =
                    named.replaceAll(match -> {
                        String value = values.get(match.group(1));
                        if (value == null) {
                            throw new Sentence(realm + " names " + match.group(1) + ": unknown.");
                        }
                        return Matcher.quoteReplacement(value);
                    });
            write("data/import/biaozhengtong.json", filled);
        } catch (IOException e) {
            throw unusable(folder, e);
        }
    }

    private void write(String name, String text) {
        try {
            OwnersOnly.write(folder.resolve(name), text);
        } catch (IOException e) {
            throw unusable(folder, e);
        }
    }

    private static Sentence unusable(Path folder, IOException e) {
        return new Sentence("Cannot use " + folder + ": " + e.getMessage(), e);
    }
}
