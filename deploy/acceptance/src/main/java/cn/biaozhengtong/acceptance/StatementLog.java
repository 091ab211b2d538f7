package cn.biaozhengtong.acceptance;

import cn.biaozhengtong.launcher.Suite;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// What services ask their database, statement by statement: for whoever wants to know where the
/// counts of [Costs] come from.
final class StatementLog {
    private final Suite suite;
    private final Path folder;

    /// @param folder a file an act comes there
    StatementLog(Suite suite, Path folder) {
        this.suite = suite;
        this.folder = folder;
    }

    /// Writes down what is asked while this runs: by whom and how often, then all in order.
    void of(String act, Runnable what) {
        suite.database()
                .execute(
                        "SET GLOBAL log_output = 'TABLE'; TRUNCATE mysql.general_log; SET GLOBAL general_log = 1;");
        what.run();
        suite.database().execute("SET GLOBAL general_log = 0;");
        String users =
                Suite.schemas().stream()
                        .map(it -> "user_host LIKE '" + it + "[%'")
                        .collect(Collectors.joining(" OR "));
        String all =
                suite.database()
                        .execute(
                                "SELECT TIME(event_time), SUBSTRING_INDEX(user_host, '[', 1), thread_id, REGEXP_REPLACE(CONVERT(argument USING utf8mb4), '[[:space:]]+', ' ') FROM mysql.general_log WHERE command_type = 'Query' AND (%s) ORDER BY event_time"
                                        .formatted(users));
        Map<String, Integer> counts = new TreeMap<>();
        all.lines()
                .map(line -> line.split("\t", 4))
                .filter(parts -> parts.length == 4)
                .forEach(parts -> counts.merge(shape(parts[1], parts[3]), 1, Integer::sum));
        String summary =
                counts.entrySet().stream()
                        .map(it -> "%4d %s%n".formatted(it.getValue(), it.getKey()))
                        .collect(Collectors.joining());
        try {
            Files.createDirectories(folder);
            Files.writeString(folder.resolve(act.replace(' ', '-') + ".txt"), summary + "\n" + all);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Without values.
    private static String shape(String user, String sql) {
        return user
                + ": "
                + sql.replaceAll("'(?:[^'\\\\]++|\\\\.|'')*+'", "?").replaceAll("\\b\\d+\\b", "?");
    }
}
