package cn.biaozhengtong.seal.picture;

import cn.biaozhengtong.crypto.seal.SealAct;
import cn.biaozhengtong.crypto.seal.SealPicture;
import java.sql.Timestamp;
import java.time.Clock;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// Pictures of seals, each kept once under its hash.
@Component
public class SealPictures {
    private final JdbcClient database;
    private final Clock clock;

    SealPictures(JdbcClient database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    /// @return its hash
    public String keep(SealPicture it) {
        String hash = SealAct.hash(it);
        database.sql(
                        """
                        INSERT INTO seal_picture (hash, type, data, width, height, created_at) VALUES (?, ?, ?, ?, ?, ?)
                        ON DUPLICATE KEY UPDATE hash = hash\
                        """)
                .params(
                        hash,
                        it.type(),
                        it.data(),
                        it.width(),
                        it.height(),
                        Timestamp.from(clock.instant()))
                .update();
        return hash;
    }

    public Optional<SealPicture> find(String hash) {
        return database.sql("SELECT type, data, width, height FROM seal_picture WHERE hash = ?")
                .param(hash)
                .query((row, n) ->
                        SealPicture.of(
                                row.getString(1), row.getBytes(2), row.getInt(3), row.getInt(4)))
                .optional();
    }
}
