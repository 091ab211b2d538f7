package cn.biaozhengtong.seal.local;

import cn.biaozhengtong.crypto.Preimage;
import cn.biaozhengtong.seal.document.DocumentId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/// What tools are asked, one preparation a session, what they answered, and the signatures that
/// they fetch.
@Component
public class Preparations {
    private static final JsonMapper JSON = new JsonMapper();
    private static final TypeReference<List<Preparation.Item>> ITEMS = new TypeReference<>() {};
    private static final TypeReference<List<Preparation.Prepared>> ANSWER =
            new TypeReference<>() {};

    private final JdbcClient database;
    private final Clock clock;

    Preparations(JdbcClient database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    Optional<Preparation> of(UUID session) {
        return database.sql(
                        """
                        SELECT id, session_id, client_id, wish, at, signer, items
                        FROM local_preparation WHERE session_id = ?\
                        """)
                .param(session.toString())
                .query((row, n) -> preparation(row))
                .optional();
    }

    private static Preparation preparation(ResultSet row) throws SQLException {
        return new Preparation(
                PreparationId.of(row.getString(1)),
                UUID.fromString(row.getString(2)),
                row.getString(3),
                row.getString(4),
                row.getTimestamp(5).toInstant(),
                row.getString(6),
                JSON.readValue(row.getString(7), ITEMS));
    }

    /// In the place of what was asked for the session before.
    void put(Preparation it) {
        database.sql(
                        """
                        INSERT INTO local_preparation (session_id, id, client_id, wish, at, signer, items, answer, created_at)
                        VALUES (?, ?, ?, ?, ?, ?, ?, NULL, ?)
                        ON DUPLICATE KEY UPDATE id = VALUES(id), client_id = VALUES(client_id), wish = VALUES(wish),
                            at = VALUES(at), signer = VALUES(signer), items = VALUES(items), answer = NULL,
                            created_at = VALUES(created_at)\
                        """)
                .params(
                        it.session().toString(),
                        it.id().toString(),
                        it.client(),
                        it.wish(),
                        Timestamp.from(it.at()),
                        it.signer(),
                        JSON.writeValueAsString(it.documents()),
                        Timestamp.from(clock.instant()))
                .update();
    }

    Optional<List<Preparation.Prepared>> answer(PreparationId preparation) {
        return database.sql(
                        "SELECT answer FROM local_preparation WHERE id = ? AND answer IS NOT NULL")
                .param(preparation.toString())
                .query(String.class)
                .optional()
                .map(it -> JSON.readValue(it, ANSWER));
    }

    /// Once; whoever comes second changes nothing.
    void answered(PreparationId preparation, List<Preparation.Prepared> answer) {
        database.sql("UPDATE local_preparation SET answer = ? WHERE id = ? AND answer IS NULL")
                .params(JSON.writeValueAsString(answer), preparation.toString())
                .update();
    }

    /// In the transaction in which its document is stamped.
    ///
    /// @param value DER of what the tool embeds: SignedData in a PDF, SES_Signature in an OFD
    @Transactional(propagation = Propagation.MANDATORY)
    public void signed(DocumentId document, byte[] value) {
        database.sql(
                        "INSERT INTO local_signature (document_id, value, created_at) VALUES (?, ?, ?)")
                .params(document.toString(), value, Timestamp.from(clock.instant()))
                .update();
    }

    Optional<Preimage> signature(DocumentId document) {
        return database.sql("SELECT value FROM local_signature WHERE document_id = ?")
                .param(document.toString())
                .query(byte[].class)
                .optional()
                .map(Preimage::of);
    }

    void forget(Instant before) {
        for (String table : List.of("local_preparation", "local_signature")) {
            database.sql("DELETE FROM " + table + " WHERE created_at < ?")
                    .param(Timestamp.from(before))
                    .update();
        }
    }
}
