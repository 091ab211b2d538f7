package cn.biaozhengtong.seal.stamping;

import cn.biaozhengtong.crypto.Preimage;
import cn.biaozhengtong.seal.document.DocumentId;
import cn.biaozhengtong.seal.life.SealKind;
import cn.biaozhengtong.seal.work.Answers.PreparedFile;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.JdbcOperations;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/// The documents of a stamping, in the session's order, and how far each is.
@Component
class StampingItems {
    private static final JsonMapper JSON = new JsonMapper();

    private final JdbcOperations batches;
    private final JdbcClient database;

    StampingItems(JdbcOperations database) {
        this.batches = database;
        this.database = JdbcClient.create(database);
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

    void add(UUID stamping, List<Item> all) {
        batches.batchUpdate(
                """
                INSERT INTO stamping_item (stamping_id, position, document_id, seal_kind, es_id, prepared, file, stamped)
                VALUES (?, ?, ?, ?, ?, ?, ?, FALSE)\
                """,
                all.stream().map(it -> row(stamping, it)).toList());
    }

    private static Object[] row(UUID stamping, Item it) {
        return new Object[] {
            stamping.toString(),
            it.position(),
            it.document().toString(),
            it.kind().name(),
            it.esId(),
            JSON.writeValueAsString(it.prepared()),
            it.file()
        };
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

    /// @param signatures in the order of the items
    void signed(UUID stamping, List<Preimage> signatures) {
        List<Object[]> rows = new ArrayList<>();
        for (Preimage it : signatures) {
            rows.add(new Object[] {it.toBytes(), stamping.toString(), rows.size()});
        }
        batches.batchUpdate(
                "UPDATE stamping_item SET signature = ? WHERE stamping_id = ? AND position = ? AND signature IS NULL",
                rows);
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
