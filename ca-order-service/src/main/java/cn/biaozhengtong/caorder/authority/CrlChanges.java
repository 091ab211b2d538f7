package cn.biaozhengtong.caorder.authority;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/// Tells [CrlPublisher], of whichever replica, which lists are no longer true.
@Component
public class CrlChanges {
    private final JdbcClient database;

    CrlChanges(JdbcClient database) {
        this.database = database;
    }

    /// In the transaction that revoked, froze or released something of the shard.
    @Transactional(propagation = Propagation.MANDATORY)
    public void in(CrlShard shard) {
        database.sql("UPDATE revocation_list SET changed = changed + 1 WHERE scope IN (?, ?)")
                .params(shard.number(), CrlShard.EVERYTHING.number())
                .update();
    }
}
