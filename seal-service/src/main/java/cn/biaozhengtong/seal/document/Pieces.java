package cn.biaozhengtong.seal.document;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// Which objects hold the pieces of which file.
@Component
class Pieces {
    private final JdbcClient database;

    Pieces(JdbcClient database) {
        this.database = database;
    }

    /// @param number from 0
    /// @param digest SM3 of the plain content
    record Piece(int number, String key, String digest, int bytes) {
        private static Piece of(ResultSet row, int n) throws SQLException {
            return new Piece(row.getInt(1), row.getString(2), row.getString(3), row.getInt(4));
        }
    }

    /// The first of its place counts.
    ///
    /// @return whether it is the first
    boolean enter(DocumentId of, String file, Piece it) {
        try {
            return entered(of, file, it);
        } catch (DuplicateKeyException e) {
            // Somebody entered it at the same moment.
            return false;
        }
    }

    private boolean entered(DocumentId of, String file, Piece it) {
        return database.sql(
                                """
                                INSERT INTO document_piece (document_id, file, number, object_key, digest, bytes)
                                VALUES (?, ?, ?, ?, ?, ?)\
                                """)
                        .params(of.toString(), file, it.number(), it.key(), it.digest(), it.bytes())
                        .update()
                == 1;
    }

    List<Piece> of(DocumentId of, String file) {
        return database.sql(
                        "SELECT number, object_key, digest, bytes FROM document_piece WHERE document_id = ? AND file = ? ORDER BY number")
                .params(of.toString(), file)
                .query(Piece::of)
                .list();
    }

    List<Piece> of(DocumentId of) {
        return database.sql(
                        "SELECT number, object_key, digest, bytes FROM document_piece WHERE document_id = ?")
                .param(of.toString())
                .query(Piece::of)
                .list();
    }

    /// Bytes of everything that is kept for a platform: documents, what was made of them, pages.
    long kept(String client) {
        return database.sql(
                        """
                        SELECT COALESCE(SUM(p.bytes), 0) FROM document d
                        JOIN document_piece p ON p.document_id = d.id WHERE d.client_id = ?\
                        """)
                .param(client)
                .query(Long.class)
                .single();
    }

    void forget(DocumentId of, String file) {
        database.sql("DELETE FROM document_piece WHERE document_id = ? AND file = ?")
                .params(of.toString(), file)
                .update();
    }

    void forget(DocumentId of) {
        database.sql("DELETE FROM document_piece WHERE document_id = ?")
                .param(of.toString())
                .update();
    }
}
