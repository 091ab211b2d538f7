package cn.biaozhengtong.seal.use;

import cn.biaozhengtong.crypto.evidence.UseRecord;
import cn.biaozhengtong.kit.audit.AuditLog;
import cn.biaozhengtong.kit.events.Outbox;
import cn.biaozhengtong.kit.work.UnitOfWork;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.JdbcOperations;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/// Every use of every seal; rows are only ever added, each with an entry of the audit log and an
/// event, in the transaction in which the document is stamped. The event takes the digest of its
/// record to the transparency log.
@Component
public class SealUses {
    private static final String TOPIC = "seal.seal";
    private static final String SELECT =
            """
            SELECT u.id, u.seal_id, u.es_id, u.document_id, u.document_digest, u.title, u.pages, u.client_id,
                u.session_id, u.enterprise_id, u.account_id, u.certificate_serial, u.at, u.signature_digest,
                w.by_whom, w.reason, w.at, r.salt, r.digest, r.position, rw.salt, rw.digest, rw.position
            FROM seal_use u LEFT JOIN seal_use_withdrawal w ON w.use_id = u.id
            LEFT JOIN seal_use_record r ON r.use_id = u.id AND r.kind = 'seal_use'
            LEFT JOIN seal_use_record rw ON rw.use_id = u.id AND rw.kind = 'seal_use_withdrawal'\
            """;

    private final JdbcOperations batches;
    private final JdbcClient database;
    private final UnitOfWork work;
    private final UseRecords records;

    SealUses(JdbcOperations database, UnitOfWork work, UseRecords records) {
        this.batches = database;
        this.database = JdbcClient.create(database);
        this.work = work;
        this.records = records;
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
            String signatureDigest,
            String certificateSerial,
            String recordDigest) {}

    /// `seal.seal.use_withdrawn.v1`, as others read it.
    record UseWithdrawn(
            UUID sealId,
            UUID enterpriseId,
            UUID documentId,
            String clientId,
            UUID sessionId,
            String signatureDigest,
            String by,
            String certificateSerial,
            String recordDigest) {}

    /// Records that the log was not seen to have.
    ///
    /// @param oldest id of the use that waits longest, 0 of none
    public record Waiting(long count, long oldest) {}

    /// One that is not written yet.
    ///
    /// @param use its id, record and withdrawal are not looked at
    /// @param kind of the seal
    public record Fresh(SealUse use, String kind) {
        private AuditLog.Act act() {
            return new AuditLog.Act(
                    use.accountId().toString(),
                    "seal.used",
                    use.sealId().toString(),
                    use.documentDigest());
        }

        private Outbox.Message told(UseRecord record) {
            return new Outbox.Message(
                    TOPIC,
                    use.sealId().toString(),
                    "seal.seal.used.v1",
                    new SealUsed(
                            use.sealId(),
                            use.enterpriseId(),
                            kind,
                            use.esId(),
                            use.documentId(),
                            use.documentDigest(),
                            use.platform(),
                            use.sessionId(),
                            use.signatureDigest(),
                            use.certificateSerial(),
                            record.digest()));
        }
    }

    /// All of one session, in as many statements as one would take.
    @Transactional(propagation = Propagation.MANDATORY)
    public void add(UUID session, List<Fresh> all) {
        batches.batchUpdate(
                """
                INSERT INTO seal_use (seal_id, es_id, document_id, document_digest, title, pages, client_id, session_id,
                    enterprise_id, account_id, certificate_serial, at, signature_digest)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)\
                """,
                all.stream().map(it -> row(session, it.use())).toList());
        Map<String, Long> ids = new HashMap<>();
        database.sql("SELECT document_id, id FROM seal_use WHERE session_id = ?")
                .param(session.toString())
                .query(row -> {
                    ids.put(row.getString(1), row.getLong(2));
                });
        Map<Long, UseRecord> recorded = new LinkedHashMap<>();
        List<Outbox.Message> told = new ArrayList<>();
        for (Fresh it : all) {
            UseRecord record = UseRecords.ofUse(it.use(), UseRecord.newSalt());
            recorded.put(Objects.requireNonNull(ids.get(it.use().documentId().toString())), record);
            told.add(it.told(record));
        }
        records.add(recorded, work.now());
        work.note(all.stream().map(Fresh::act).toList());
        work.tell(told);
    }

    private static Object[] row(UUID session, SealUse it) {
        return new Object[] {
            it.sealId().toString(),
            it.esId(),
            it.documentId().toString(),
            it.documentDigest(),
            it.title(),
            it.pages(),
            it.platform(),
            session.toString(),
            it.enterpriseId().toString(),
            it.accountId().toString(),
            it.certificateSerial(),
            Timestamp.from(it.at()),
            it.signatureDigest()
        };
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
        Logged use = it.logged();
        UseRecord record =
                UseRecords.ofWithdrawal(
                        how, use == null ? null : use.digest(), UseRecord.newSalt());
        records.add(Map.of(it.id(), record), work.now());
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
                        how.by().name(),
                        it.certificateSerial(),
                        record.digest()));
    }

    /// Uses with a record, their own or that of their being taken back, of these digests, or that
    /// was seen at an index of this range.
    ///
    /// @param from of the range, its first
    /// @param to of the range, behind its last
    public List<SealUse> recorded(Collection<String> digests, long from, long to) {
        List<String> asked = new ArrayList<>(digests);
        // An empty list is no SQL.
        asked.add("");
        return database.sql(
                        SELECT
                                + """
                                 WHERE u.id IN (SELECT use_id FROM seal_use_record
                                    WHERE digest IN (:digests) OR position >= :from AND position < :to)\
                                """)
                .param("digests", asked)
                .param("from", from)
                .param("to", to)
                .query((row, n) -> use(row))
                .list();
    }

    /// The log has these records; said again, nothing changes.
    ///
    /// @param indexes by digest
    public void seen(Map<String, Long> indexes) {
        records.seen(indexes);
    }

    /// Records that are older and that the log was not seen to have.
    ///
    /// @param size of the log: nothing was seen in it behind its end
    public Waiting waiting(Instant recordedBefore, long size) {
        return records.waiting(recordedBefore, size);
    }

    /// Uses and withdrawals without a record, since there are records. Looks at all of them.
    public long unrecorded() {
        return records.unrecorded();
    }

    private static SealUse use(ResultSet row) throws SQLException {
        SealUse bare = bare(row);
        String salt = row.getString(18);
        Logged own =
                salt == null
                        ? null
                        : new Logged(
                                UseRecords.ofUse(bare, salt).text(),
                                row.getString(19),
                                row.getObject(20, Long.class));
        SealUse.Withdrawal back = bare.withdrawn();
        String backSalt = row.getString(21);
        if (back == null || backSalt == null) {
            return bare.of(own, back);
        }
        UseRecord taken =
                UseRecords.ofWithdrawal(back, own == null ? null : own.digest(), backSalt);
        Logged logged = new Logged(taken.text(), row.getString(22), row.getObject(23, Long.class));
        return bare.of(own, new SealUse.Withdrawal(back.by(), back.reason(), back.at(), logged));
    }

    private static SealUse bare(ResultSet row) throws SQLException {
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
                null,
                by == null
                        ? null
                        : new SealUse.Withdrawal(
                                SealUse.Party.valueOf(by),
                                row.getString(16),
                                row.getTimestamp(17).toInstant(),
                                null));
    }
}
