package cn.biaozhengtong.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// The table of attacks (deploy/docs/security.md) names tests that are there; `deploy/check
/// security` runs them.
class SecurityTableTest {
    private static final Path CHECKOUT = Path.of("../..");
    private static final Path TABLE = CHECKOUT.resolve("deploy/docs/security.md");
    private static final Pattern NAMED = Pattern.compile("`([a-z/-]+): (\\w+)#(\\w+)`");

    @Test
    void table_everyRow_namesATestThatIsThere() throws IOException {
        List<String> rows =
                Files.readAllLines(TABLE).stream().filter(it -> it.matches("\\| [0-9].*")).toList();
        assertThat(rows).isNotEmpty();
        List<String> wrong = new ArrayList<>();
        for (String row : rows) {
            List<MatchResult> tests = NAMED.matcher(row).results().toList();
            if (tests.isEmpty()) {
                wrong.add(row);
            }
            for (MatchResult test : tests) {
                if (!isThere(test.group(1), test.group(2), test.group(3))) {
                    wrong.add(test.group());
                }
            }
        }
        assertThat(wrong).isEmpty();
    }

    private static boolean isThere(String module, String type, String method) throws IOException {
        Path tests = CHECKOUT.resolve(module).resolve("src/test/java");
        if (!Files.isDirectory(tests)) {
            return false;
        }
        try (Stream<Path> files = Files.walk(tests)) {
            Path file =
                    files.filter(it -> it.getFileName().toString().equals(type + ".java"))
                            .findAny()
                            .orElse(null);
            return file != null && Files.readString(file).contains("void " + method + "(");
        }
    }
}
