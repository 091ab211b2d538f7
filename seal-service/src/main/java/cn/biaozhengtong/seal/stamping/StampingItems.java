package cn.biaozhengtong.seal.stamping;

import cn.biaozhengtong.crypto.Preimage;
import cn.biaozhengtong.seal.document.DocumentId;
import cn.biaozhengtong.seal.life.SealKind;
import cn.biaozhengtong.seal.work.Answers.PreparedFile;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/// The documents of a stamping, in the session's order, and how far each is.
@Component
class StampingItems {
    private static final JsonMapper JSON = new JsonMapper();

    private final JdbcClient database;

    StampingItems(JdbcClient database) {
        this.database = database;
    }

    /// @param file the prepared one, of the document's files
    record Item(
            int position,
            DocumentId document,
            SealKind kind,
            String esId,
            PreparedFile prepared,
            String file,
            Optional<Preimage> signature,
            boolean stamped) {
        private static Item of(ResultSet row, int n) throws SQLException {
            return new Item(
                    row.getInt(1),
                    DocumentId.of(row.getString(2)),
                    SealKind.valueOf(row.getString(3)),
                    row.getString(4),
                    JSON.readValue(row.getString(5), PreparedFile.class),
                    row.getString(6),
                    Optional.ofNullable(row.getBytes(7)).map(Preimage::of),
                    row.getBoolean(8));
        }
    }

    void add(UUID stamping, Item it) {
        database.sql(
                        """
                        INSERT INTO stamping_item (stamping_id, position, document_id, seal_kind, es_id, prepared, file, stamped)
                        VALUES (?, ?, ?, ?, ?, ?, ?, FALSE)\
                        """)
                .params(
                        stamping.toString(),
                        it.position(),
                        it.document().toString(),
                        it.kind().name(),
                        it.esId(),
                        JSON.writeValueAsString(it.prepared()),
                        it.file())
                .update();
    }

    List<Item> of(UUID stamping) {
        return database.sql(
                        """
                        SELECT position, document_id, seal_kind, es_id, prepared, file, signature, stamped
                        FROM stamping_item WHERE stamping_id = ? ORDER BY position\
                        """)
                .param(stamping.toString())
                .query(Item::of)
                .list();
    }

    void signed(UUID stamping, int position, Preimage signature) {
        database.sql(
                        "UPDATE stamping_item SET signature = ? WHERE stamping_id = ? AND position = ? AND signature IS NULL")
                .params(signature.toBytes(), stamping.toString(), position)
                .update();
    }

    /// @return false when it was already
    boolean stamped(UUID stamping, int position) {
        return database.sql(
                                "UPDATE stamping_item SET stamped = TRUE WHERE stamping_id = ? AND position = ? AND NOT stamped")
                        .params(stamping.toString(), position)
                        .update()
                == 1;
    }
}
