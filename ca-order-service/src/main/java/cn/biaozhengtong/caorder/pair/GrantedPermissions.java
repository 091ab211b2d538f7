package cn.biaozhengtong.caorder.pair;

import cn.biaozhengtong.caorder.catalogue.Permission;
import java.util.Set;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/// What the certificates of a pair may be used for: as their product was when they were issued, and
/// through recoveries the same.
@Component
public class GrantedPermissions {
    private final JdbcClient database;

    GrantedPermissions(JdbcClient database) {
        this.database = database;
    }

    /// Once for each pair.
    ///
    /// @param pair the order or the recovery that it is of
    @Transactional(propagation = Propagation.MANDATORY)
    public void grant(UUID pair, Set<Permission> permissions) {
        database.sql("INSERT INTO pair_permission (pair_id, permissions) VALUES (?, ?)")
                .params(pair.toString(), Permission.joined(permissions))
                .update();
    }

    /// None for a pair that nobody granted any.
    public Set<Permission> of(UUID pair) {
        return database.sql("SELECT permissions FROM pair_permission WHERE pair_id = ?")
                .param(pair.toString())
                .query(String.class)
                .optional()
                .map(Permission::split)
                .orElseGet(Set::of);
    }
}
