package cn.biaozhengtong.kit.data;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
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
    private final FieldCipher cipher;
    private final Map<String, String> fields;
    private boolean done;

    ResealFields(JdbcClient database, FieldCipher cipher, Environment environment) {
        this.database = database;
        this.cipher = cipher;
        this.fields =
                Binder.get(environment)
                        .bind("bzt.sealed-fields", Bindable.mapOf(String.class, String.class))
                        .map(it -> (Map<String, String>) new TreeMap<>(it))
                        .orElseGet(Map::of);
        this.done = !cipher.hasOlder();
    }

    /// `table.column` of every field that is declared.
    public List<String> declared() {
        return List.copyOf(fields.keySet());
    }

    @Scheduled(fixedDelay = 10_000, initialDelay = 10_000)
    void some() {
        if (!done && reseal() == 0) {
            done = true;
            LOG.info("every sealed field is under key version {}", cipher.newest());
        }
    }

    /// @return how many values were sealed anew
    int reseal() {
        int count = 0;
        for (Map.Entry<String, String> field : fields.entrySet()) {
            if (!field.getValue().isEmpty()) {
                String[] names = field.getKey().split("\\.", -1);
                count += reseal(names[0], names[1], field.getValue());
            }
        }
        return count;
    }

    private int reseal(String table, String column, String place) {
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
