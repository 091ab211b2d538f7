package cn.biaozhengtong.enterprise.claim;

import cn.biaozhengtong.kit.id.EnterpriseId;
import java.text.Normalizer;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/// Finds enterprises by any part of their names, whatever the width of letters and the spaces.
///
/// A name is kept as pairs of neighbouring characters; a search takes the enterprises that have all
/// pairs of what was typed, except those that nearly every name has. Written with plain tables,
/// since MySQL's parser for Chinese full text is not MariaDB's.
@Component
class NameIndex {
    /// What nearly every company is called: pairs that would name a million rows and tell nothing.
    private static final Set<String> COMMON =
            Set.of("有限", "限公", "公司", "责任", "任公", "限责", "股份", "份有");

    private static final int LONGEST = 100;
    private static final int MOST = 20;

    /// A search joins the pairs; more of them no longer narrow it.
    private static final int PAIRS = 6;

    private final JdbcClient database;
    private final JdbcTemplate batches;

    NameIndex(JdbcClient database, JdbcTemplate batches) {
        this.database = database;
        this.batches = batches;
    }

    /// Half width, without spaces, capital letters; no longer than its column, since one character
    /// may stand for many.
    static String key(String name) {
        String whole =
                Normalizer.normalize(name, Normalizer.Form.NFKC)
                        .replaceAll("\\s", "")
                        .toUpperCase(Locale.ROOT);
        int end = Math.min(whole.length(), LONGEST);
        boolean splits = end < whole.length() && Character.isHighSurrogate(whole.charAt(end - 1));
        return whole.substring(0, splits ? end - 1 : end);
    }

    static Set<String> pairs(String key) {
        int[] letters = key.codePoints().toArray();
        Set<String> out = new LinkedHashSet<>();
        for (int i = 0; i + 1 < letters.length; i++) {
            out.add(Character.toString(letters[i]) + Character.toString(letters[i + 1]));
        }
        return out;
    }

    /// Takes the name in, in the caller's transaction; a former one goes.
    @Transactional(propagation = Propagation.MANDATORY)
    void put(EnterpriseId enterprise, String name) {
        String id = enterprise.toString();
        String key = key(name);
        database.sql("UPDATE enterprise SET name_key = ? WHERE id = ?").params(key, id).update();
        database.sql("DELETE FROM enterprise_term WHERE enterprise_id = ?").param(id).update();
        List<Object[]> rows = pairs(key).stream().map(pair -> new Object[] {pair, id}).toList();
        batches.batchUpdate(
                "INSERT INTO enterprise_term (term, enterprise_id) VALUES (?, ?)", rows);
    }

    /// Names that were written before there was an index, or by code that knows none.
    List<EnterpriseId> missing() {
        return database
                .sql("SELECT id FROM enterprise WHERE name_key IS NULL LIMIT 200")
                .query(String.class)
                .list()
                .stream()
                .map(EnterpriseId::of)
                .toList();
    }

    /// At most twenty: those that begin so first, then those that contain it.
    List<EnterpriseId> find(String typed) {
        String key = key(typed);
        Set<String> found = new LinkedHashSet<>(beginning(key));
        if (found.size() < MOST) {
            found.addAll(containing(key));
        }
        return found.stream().limit(MOST).map(EnterpriseId::of).toList();
    }

    private List<String> beginning(String key) {
        return database.sql(
                        """
                        SELECT id FROM enterprise WHERE name_key LIKE ? AND state <> 'free'
                        ORDER BY name_key LIMIT 20\
                        """)
                .param(key.replaceAll("[%_\\\\]", "\\\\$0") + "%")
                .query(String.class)
                .list();
    }

    private List<String> containing(String key) {
        List<String> pairs =
                pairs(key).stream()
                        .filter(it -> !COMMON.contains(it))
                        .limit(PAIRS)
                        .map(it -> new Pair(it, frequency(it)))
                        .sorted(Comparator.comparingInt(Pair::frequency))
                        .map(Pair::letters)
                        .toList();
        if (pairs.isEmpty()) {
            return List.of();
        }
        // In this order: left to themselves, databases begin with what they believe to be small.
        StringBuilder sql = new StringBuilder("SELECT e.id FROM enterprise_term t0");
        for (int i = 1; i < pairs.size(); i++) {
            sql.append(
                    " STRAIGHT_JOIN enterprise_term t%1$d ON t%1$d.enterprise_id = t0.enterprise_id AND t%1$d.term = ?"
                            .formatted(i));
        }
        sql.append(
                " STRAIGHT_JOIN enterprise e ON e.id = t0.enterprise_id WHERE t0.term = ? AND e.state <> 'free' LIMIT 40");
        JdbcClient.StatementSpec statement = database.sql(sql.toString());
        for (String pair : pairs.subList(1, pairs.size())) {
            statement = statement.param(pair);
        }
        return statement.param(pairs.getFirst()).query(String.class).list();
    }

    private record Pair(String letters, int frequency) {}

    /// How many names have it, as far as it matters which is the rarest: the join begins with that.
    private int frequency(String pair) {
        return database.sql(
                        "SELECT COUNT(*) FROM (SELECT 1 FROM enterprise_term WHERE term = ? LIMIT 1000) some")
                .param(pair)
                .query(Integer.class)
                .single();
    }
}
