package cn.biaozhengtong.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// An operation that only a role may call which nobody can be given is one that nobody can call.
class RealmRolesTest {
    private static final Path ROOT = Path.of("../..").toAbsolutePath().normalize();
    private static final Pattern DEMANDED = Pattern.compile("\"([a-z]+(?:_[a-z]+)*)\"");
    private static final Pattern GIVEN = Pattern.compile("\"name\": \"([a-z_]+)\"");
    private static final Pattern LIST =
            Pattern.compile("(?s)mustHave\\(([^)]*)\\)|String\\[\\] \\w+ =\\s*\\{([^}]*)\\}");

    @Test
    void everyRoleThatAnOperationDemands_isInTheRealm() throws IOException {
        assertThat(given()).containsAll(demanded()).contains("verified_user");
    }

    private static Set<String> given() throws IOException {
        String realm = Files.readString(ROOT.resolve("deploy/keycloak/realm/biaozhengtong.json"));
        String roles =
                realm.substring(realm.indexOf("\"roles\""), realm.indexOf("\"defaultRole\""));
        return matches(GIVEN, roles);
    }

    private static Set<String> demanded() throws IOException {
        Set<String> out = new TreeSet<>();
        try (Stream<Path> files = Files.walk(ROOT)) {
            for (Path file :
                    files.filter(it -> it.toString().contains("src/main"))
                            .filter(it -> it.toString().endsWith("Controller.java"))
                            .toList()) {
                Matcher lists = LIST.matcher(Files.readString(file));
                while (lists.find()) {
                    out.addAll(matches(DEMANDED, lists.group()));
                }
            }
        }
        assertThat(out).contains("ca_reviewer", "support");
        return out;
    }

    private static Set<String> matches(Pattern pattern, String text) {
        Set<String> out = new TreeSet<>();
        Matcher found = pattern.matcher(text);
        while (found.find()) {
            out.add(found.group(1));
        }
        return out;
    }
}
