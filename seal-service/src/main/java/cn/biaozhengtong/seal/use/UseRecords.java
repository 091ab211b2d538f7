package cn.biaozhengtong.seal.use;

import cn.biaozhengtong.crypto.evidence.UseRecord;
import cn.biaozhengtong.crypto.evidence.UseRecord.Kind;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcOperations;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/// Salts and digests of what the transparency log commits to, and where it has it.
@Component
class UseRecords {
    private final JdbcOperations batches;
    private final JdbcClient database;

    UseRecords(JdbcOperations database) {
        this.batches = database;
        this.database = JdbcClient.create(database);
    }

    static UseRecord ofUse(SealUse it, String salt) {
        return new UseRecord(
                Kind.seal_use,
                salt,
                List.of(
                        it.esId(),
                        it.documentDigest(),
                        it.title(),
                        Integer.toString(it.pages()),
                        it.platform(),
                        it.sessionId().toString(),
                        it.enterpriseId().toString(),
                        it.accountId().toString(),
                        it.certificateSerial(),
                        it.at().toString(),
                        it.signatureDigest()));
    }

    /// @param use digest of the use's own record; null where it is from before there were any
    static UseRecord ofWithdrawal(SealUse.Withdrawal it, @Nullable String use, String salt) {
        return new UseRecord(
                Kind.seal_use_withdrawal,
                salt,
                List.of(use == null ? "" : use, it.by().name(), it.reason(), it.at().toString()));
    }

    /// @param records by the number of their use
    @Transactional(propagation = Propagation.MANDATORY)
    void add(Map<Long, UseRecord> records, Instant at) {
        List<Object[]> rows = new ArrayList<>();
        records.forEach((use, it) ->
                rows.add(
                        new Object[] {
                            use, it.kind().name(), it.salt(), it.digest(), Timestamp.from(at)
                        }));
        batches.batchUpdate(
                "INSERT INTO seal_use_record (use_id, kind, salt, digest, recorded_at) VALUES (?, ?, ?, ?, ?)",
                rows);
    }

    /// Once; where it was seen before, nothing changes.
    ///
    /// @param indexes by digest
    void seen(Map<String, Long> indexes) {
        List<Object[]> rows = new ArrayList<>();
        indexes.forEach((digest, index) -> rows.add(new Object[] {index, digest}));
        batches.batchUpdate(
                "UPDATE seal_use_record SET position = ? WHERE digest = ? AND position IS NULL",
                rows);
    }

    /// @param before when it was recorded
    /// @param size of the log
    SealUses.Waiting waiting(Instant before, long size) {
        Timestamp at = Timestamp.from(before);
        String where =
                " FROM seal_use_record WHERE position IS NULL AND recorded_at < ? OR position >= ?";
        return new SealUses.Waiting(
                database.sql("SELECT COUNT(*)" + where).params(at, size).query(Long.class).single(),
                database.sql("SELECT use_id" + where + " ORDER BY recorded_at LIMIT 1")
                        .params(at, size)
                        .query(Long.class)
                        .optional()
                        .orElse(0L));
    }

    /// Uses, and takings back, that whoever wrote them did not record, since there are records: no
    /// entry of the log can speak for them.
    long unrecorded() {
        return database.sql(
                        """
                        SELECT (SELECT COUNT(*) FROM seal_use u
                                LEFT JOIN seal_use_record r ON r.use_id = u.id AND r.kind = 'seal_use'
                                WHERE r.use_id IS NULL
                                AND u.id > (SELECT COALESCE(MIN(use_id), 9223372036854775807) FROM seal_use_record))
                             + (SELECT COUNT(*) FROM seal_use_withdrawal w
                                LEFT JOIN seal_use_record r ON r.use_id = w.use_id AND r.kind = 'seal_use_withdrawal'
                                WHERE r.use_id IS NULL
                                AND w.at > (SELECT COALESCE(MIN(recorded_at), '9999-01-01') FROM seal_use_record))\
                        """)
                .query(Long.class)
                .single();
    }
}
