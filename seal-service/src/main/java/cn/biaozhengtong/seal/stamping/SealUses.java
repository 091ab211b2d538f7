package cn.biaozhengtong.seal.stamping;

import cn.biaozhengtong.crypto.Preimage;
import cn.biaozhengtong.crypto.Sm3;
import cn.biaozhengtong.kit.work.UnitOfWork;
import cn.biaozhengtong.seal.document.Document;
import cn.biaozhengtong.seal.life.SealKind;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// Every use of every seal; rows are only ever added, each with an entry of the audit log and an
/// event, in the transaction in which the document is stamped.
@Component
class SealUses {
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

    /// @param seal id of it
    void add(Stamping by, UUID seal, StampingItems.Item item, Document of, Instant now) {
        String signature = Sm3.hex(item.signature().map(Preimage::toBytes).orElseThrow());
        database.sql(
                        """
                        INSERT INTO seal_use (seal_id, es_id, document_id, document_digest, title, pages, client_id, session_id,
                            enterprise_id, account_id, certificate_serial, at, signature_digest)
                        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)\
                        """)
                .params(
                        seal.toString(),
                        item.esId(),
                        of.documentId().toString(),
                        of.digest(),
                        of.title(),
                        of.pages(),
                        by.clientId(),
                        by.sessionId().toString(),
                        by.enterpriseId().toString(),
                        by.accountId().toString(),
                        by.certificateSerial(),
                        Timestamp.from(now),
                        signature)
                .update();
        work.note(by.accountId().toString(), "seal.used", seal.toString(), of.digest());
        SealKind kind = item.kind();
        work.tell(
                "seal.seal",
                seal.toString(),
                "seal.seal.used.v1",
                new SealUsed(
                        seal,
                        by.enterpriseId(),
                        kind.name(),
                        item.esId(),
                        of.documentId().value(),
                        of.digest(),
                        by.clientId(),
                        by.sessionId(),
                        signature));
    }
}
