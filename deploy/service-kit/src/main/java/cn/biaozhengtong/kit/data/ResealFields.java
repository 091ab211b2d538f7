package cn.biaozhengtong.kit.data;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.core.env.Environment;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;

/// After a rotation of the field key: what was sealed under an older version is sealed anew under
/// the newest, a few hundred rows at a time, while the service works. A value that somebody changes
/// meanwhile stays as he wrote it.
///
/// Where fields lie says `bzt.sealed-fields`: `table.column` and the place that the cipher is bound
/// to, with the row's columns in braces.
public class ResealFields {
    private static final Logger LOG = LoggerFactory.getLogger(ResealFields.class);
    private static final Pattern COLUMN = Pattern.compile("\\{([a-z_]+)}");
    private static final int ROWS = 200;

    private final JdbcClient database;
    private final List<Kind> kinds;
    private boolean done;

    ResealFields(
            JdbcClient database,
            FieldCipher cipher,
            ObjectProvider<SealedFields> others,
            Environment environment) {
        this.database = database;
        this.kinds =
                Stream.concat(
                                Stream.of(new SealedFields(cipher, "bzt.sealed-fields")),
                                others.orderedStream())
                        .map(it -> new Kind(it.cipher(), fields(environment, it.declared())))
                        .toList();
        this.done = kinds.stream().noneMatch(it -> it.cipher().hasOlder());
    }

    private record Kind(FieldCipher cipher, Map<String, String> fields) {}

    private static Map<String, String> fields(Environment environment, String property) {
        return Binder.get(environment)
                .bind(property, Bindable.mapOf(String.class, String.class))
                .map(it -> (Map<String, String>) new TreeMap<>(it))
                .orElseGet(Map::of);
    }

    /// `table.column` of every field that is declared.
    public List<String> declared() {
        return kinds.stream().flatMap(it -> it.fields().keySet().stream()).toList();
    }

    @Scheduled(fixedDelay = 10_000, initialDelay = 10_000)
    void some() {
        if (!done && reseal() == 0) {
            done = true;
            LOG.info("every sealed field is under the newest key");
        }
    }

    /// @return how many values were sealed anew
    int reseal() {
        int count = 0;
        for (Kind kind : kinds) {
            for (Map.Entry<String, String> field : kind.fields().entrySet()) {
                if (!field.getValue().isEmpty()) {
                    String[] names = field.getKey().split("\\.", -1);
                    count += reseal(kind.cipher(), names[0], names[1], field.getValue());
                }
            }
        }
        return count;
    }

    private int reseal(FieldCipher cipher, String table, String column, String place) {
        List<Map<String, Object>> rows =
                database.sql(
                                "SELECT * FROM %s WHERE %s IS NOT NULL AND %s NOT LIKE ? LIMIT %d"
                                        .formatted(table, column, column, ROWS))
                        .param(cipher.newest() + "%")
                        .query()
                        .listOfRows();
        List<String> key = rows.isEmpty() ? List.of() : key(table);
        int count = 0;
        for (Map<String, Object> row : rows) {
            String old = String.valueOf(row.get(column));
            String at = filled(place, row);
            String fresh = cipher.sealBytes(cipher.openBytes(old, at), at);
            // The old value guards: what was written meanwhile stays.
            JdbcClient.StatementSpec update =
                    database.sql(
                                    "UPDATE %s SET %s = ? WHERE %s AND %s = ?"
                                            .formatted(
                                                    table,
                                                    column,
                                                    String.join(" = ? AND ", key) + " = ?",
                                                    column))
                            .param(fresh);
            for (String name : key) {
                update = update.param(row.get(name));
            }
            count += update.param(old).update();
        }
        return count;
    }

    private List<String> key(String table) {
        return database.sql(
                        """
                        SELECT column_name FROM information_schema.key_column_usage
                        WHERE table_schema = DATABASE() AND table_name = ? AND constraint_name = 'PRIMARY'\
                        """)
                .param(table)
                .query(String.class)
                .list();
    }

    private static String filled(String place, Map<String, Object> row) {
        Matcher columns = COLUMN.matcher(place);
        StringBuilder out = new StringBuilder();
        while (columns.find()) {
            String value = String.valueOf(row.get(columns.group(1)));
            columns.appendReplacement(out, Matcher.quoteReplacement(value));
        }
        return columns.appendTail(out).toString();
    }
}
