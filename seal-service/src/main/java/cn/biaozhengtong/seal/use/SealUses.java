package cn.biaozhengtong.seal.use;

import cn.biaozhengtong.kit.work.UnitOfWork;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/// Every use of every seal; rows are only ever added, each with an entry of the audit log and an
/// event, in the transaction in which the document is stamped.
@Component
public class SealUses {
    private static final String TOPIC = "seal.seal";
    private static final String SELECT =
            """
            SELECT u.id, u.seal_id, u.es_id, u.document_id, u.document_digest, u.title, u.pages, u.client_id,
                u.session_id, u.enterprise_id, u.account_id, u.certificate_serial, u.at, u.signature_digest,
                w.by_whom, w.reason, w.at
            FROM seal_use u LEFT JOIN seal_use_withdrawal w ON w.use_id = u.id\
            """;

    private final JdbcClient database;
    private final UnitOfWork work;

    SealUses(JdbcClient database, UnitOfWork work) {
        this.database = database;
        this.work = work;
    }

    /// `seal.seal.used.v1`, as others read it.
    record SealUsed(
            UUID sealId,
            UUID enterpriseId,
            String kind,
            String esId,
            UUID documentId,
            String documentDigest,
            String clientId,
            UUID sessionId,
            String signatureDigest) {}

    /// `seal.seal.use_withdrawn.v1`, as others read it.
    record UseWithdrawn(
            UUID sealId,
            UUID enterpriseId,
            UUID documentId,
            String clientId,
            UUID sessionId,
            String signatureDigest,
            String by) {}

    /// @param it its id and withdrawal are not looked at
    /// @param kind of the seal
    @Transactional(propagation = Propagation.MANDATORY)
    public void add(SealUse it, String kind) {
        database.sql(
                        """
                        INSERT INTO seal_use (seal_id, es_id, document_id, document_digest, title, pages, client_id, session_id,
                            enterprise_id, account_id, certificate_serial, at, signature_digest)
                        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)\
                        """)
                .params(
                        it.sealId().toString(),
                        it.esId(),
                        it.documentId().toString(),
                        it.documentDigest(),
                        it.title(),
                        it.pages(),
                        it.platform(),
                        it.sessionId().toString(),
                        it.enterpriseId().toString(),
                        it.accountId().toString(),
                        it.certificateSerial(),
                        Timestamp.from(it.at()),
                        it.signatureDigest())
                .update();
        String seal = it.sealId().toString();
        work.note(it.accountId().toString(), "seal.used", seal, it.documentDigest());
        work.tell(
                TOPIC,
                seal,
                "seal.seal.used.v1",
                new SealUsed(
                        it.sealId(),
                        it.enterpriseId(),
                        kind,
                        it.esId(),
                        it.documentId(),
                        it.documentDigest(),
                        it.platform(),
                        it.sessionId(),
                        it.signatureDigest()));
    }

    /// The newest first.
    ///
    /// @param before ids below it only
    List<SealUse> of(UUID enterprise, long before, int most) {
        return database.sql(
                        SELECT
                                + " WHERE u.enterprise_id = ? AND u.id < ? ORDER BY u.id DESC LIMIT ?")
                .params(enterprise.toString(), before, most)
                .query((row, n) -> use(row))
                .list();
    }

    Optional<SealUse> find(long id) {
        return database.sql(SELECT + " WHERE u.id = ?")
                .param(id)
                .query((row, n) -> use(row))
                .optional();
    }

    /// The last one in a platform's document.
    public Optional<SealUse> last(String platform, UUID document) {
        return database.sql(
                        SELECT
                                + " WHERE u.document_id = ? AND u.client_id = ? ORDER BY u.id DESC LIMIT 1")
                .params(document.toString(), platform)
                .query((row, n) -> use(row))
                .optional();
    }

    /// Uses that were taken back, by the digest of their signature.
    public Map<String, SealUse> withdrawn(Collection<String> signatureDigests) {
        if (signatureDigests.isEmpty()) {
            return Map.of();
        }
        return database
                .sql(SELECT + " WHERE u.signature_digest IN (:digests) AND w.use_id IS NOT NULL")
                .param("digests", signatureDigests)
                .query((row, n) -> use(row))
                .list()
                .stream()
                .collect(Collectors.toMap(SealUse::signatureDigest, it -> it, (a, b) -> a));
    }

    /// Once.
    @Transactional(propagation = Propagation.MANDATORY)
    void withdraw(SealUse it, SealUse.Withdrawal how, String actor) {
        try {
            database.sql(
                            "INSERT INTO seal_use_withdrawal (use_id, by_whom, actor, reason, at) VALUES (?, ?, ?, ?, ?)")
                    .params(it.id(), how.by().name(), actor, how.reason(), Timestamp.from(how.at()))
                    .update();
        } catch (DuplicateKeyException e) {
            throw UseProblem.use_withdrawn.exception();
        }
        work.note(actor, "seal.use_withdrawn", it.sealId().toString(), it.signatureDigest());
        work.tell(
                TOPIC,
                it.sealId().toString(),
                "seal.seal.use_withdrawn.v1",
                new UseWithdrawn(
                        it.sealId(),
                        it.enterpriseId(),
                        it.documentId(),
                        it.platform(),
                        it.sessionId(),
                        it.signatureDigest(),
                        how.by().name()));
    }

    private static SealUse use(ResultSet row) throws SQLException {
        String by = row.getString(15);
        return new SealUse(
                row.getLong(1),
                UUID.fromString(row.getString(2)),
                row.getString(3),
                UUID.fromString(row.getString(4)),
                row.getString(5),
                row.getString(6),
                row.getInt(7),
                row.getString(8),
                UUID.fromString(row.getString(9)),
                UUID.fromString(row.getString(10)),
                UUID.fromString(row.getString(11)),
                row.getString(12),
                row.getTimestamp(13).toInstant(),
                row.getString(14),
                by == null
                        ? null
                        : new SealUse.Withdrawal(
                                SealUse.Party.valueOf(by),
                                row.getString(16),
                                row.getTimestamp(17).toInstant()));
    }
}
