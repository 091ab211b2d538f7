package cn.biaozhengtong.enterprise.claim;

import cn.biaozhengtong.enterprise.claim.NameWarning.Kind;
import cn.biaozhengtong.enterprise.claim.NameWarning.LikeEnterprise;
import cn.biaozhengtong.kit.id.EnterpriseId;
import java.util.ArrayList;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/// Which enterprises' names look like a given one, asked when an operator looks: who came later is
/// found too. By the indexed skeleton of each name, whatever the number of enterprises.
///
/// The skeleton is emptied by a trigger when a name changes and nobody gives the new one, as code
/// of a version before does; [KeepNameIndex] makes what is missing, and anew what an older table
/// made.
@Component
public class LookAlikes {
    private static final int MOST = 10;

    private final JdbcClient database;

    LookAlikes(JdbcClient database) {
        this.database = database;
    }

    /// @param uscc whose name it is: nobody looks like himself
    public List<NameWarning> warnings(String uscc, String name) {
        List<NameWarning> out = new ArrayList<>();
        if (Skeleton.hasInvisible(name)) {
            out.add(NameWarning.of(Kind.invisible, null));
        }
        if (Skeleton.mixesScripts(name)) {
            out.add(NameWarning.of(Kind.mixed_scripts, null));
        }
        String key = NameIndex.key(name);
        others(uscc, name)
                .forEach(it -> {
                    boolean same = NameIndex.key(it.name()).equals(key);
                    out.add(NameWarning.of(same ? Kind.same_name : Kind.look_alike, it));
                });
        return out;
    }

    private List<LikeEnterprise> others(String uscc, String name) {
        return database.sql(
                        """
                        SELECT name, uscc FROM enterprise
                        WHERE name_skeleton = ? AND uscc <> ? AND state <> 'free' ORDER BY created_at LIMIT ?\
                        """)
                .params(Skeleton.of(name), uscc, MOST)
                .query((row, n) -> new LikeEnterprise(row.getString(1), row.getString(2)))
                .list();
    }

    @Transactional(propagation = Propagation.MANDATORY)
    void put(EnterpriseId enterprise, String name) {
        database.sql("UPDATE enterprise SET name_skeleton = ? WHERE id = ?")
                .params(Skeleton.of(name), enterprise.toString())
                .update();
    }

    /// Names without one, or with one of an older table: a newer one is left, since its maker runs
    /// beside us.
    List<EnterpriseId> missing() {
        return database
                .sql(
                        """
                        (SELECT id FROM enterprise WHERE name_skeleton IS NULL LIMIT 200)
                        UNION ALL (SELECT id FROM enterprise WHERE name_skeleton < ? LIMIT 200)\
                        """)
                .param(Skeleton.table())
                .query(String.class)
                .list()
                .stream()
                .map(EnterpriseId::of)
                .toList();
    }
}
