package cn.biaozhengtong.scansession.tender;

import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/// Wrapped keys by tender, from the encryption of a bid until its opening (R34). A tender whose
/// opening lies long behind waits for nobody, whether its platform told us or not.
@Component
public class TenderLedger {
    private static final Duration FORGOTTEN = Duration.ofDays(30);

    private final JdbcClient database;
    private final Clock clock;

    TenderLedger(JdbcClient database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    /// @param title as bidders know it
    /// @param opensAt opening time (开标时间)
    public record Tender(
            String platformCode, String tender, String lot, String title, Instant opensAt) {}

    /// Keys of one encrypt session; a repeat changes nothing but the opening time, which platforms
    /// move.
    ///
    /// @param keyHashes `SM3` of each whole wrapped key, 64 hexadecimal characters
    @Transactional(propagation = Propagation.MANDATORY)
    public void encrypted(
            Tender tender, String encryptionSerial, UUID session, List<String> keyHashes) {
        String id = tender(tender);
        for (String hash : keyHashes) {
            try {
                database.sql(
                                """
                                INSERT INTO tender_wrapped_key (tender_id, encryption_serial, key_hash, session_id, recorded_at,
                                    signed_opens_at)
                                VALUES (?, ?, ?, ?, ?, ?)\
                                """)
                        .params(
                                id,
                                encryptionSerial,
                                hash,
                                session.toString(),
                                Timestamp.from(clock.instant()),
                                Timestamp.from(tender.opensAt()))
                        .update();
            } catch (DuplicateKeyException e) {
                // Recorded before, by this session or its repeat.
                continue;
            }
        }
    }

    /// The key was decrypted at the opening.
    @Transactional(propagation = Propagation.MANDATORY)
    public void opened(String platformCode, String tender, String lot, String keyHash) {
        database.sql(
                        """
                        UPDATE tender_wrapped_key k JOIN tender t ON t.id = k.tender_id SET k.opened_at = ?
                        WHERE t.platform_code = ? AND t.tender = ? AND t.lot = ? AND k.key_hash = ?
                        AND k.opened_at IS NULL\
                        """)
                .params(Timestamp.from(clock.instant()), platformCode, tender, lot, keyHash)
                .update();
    }

    /// Whether an encrypt session of the very tender recorded the key.
    public boolean knows(cn.biaozhengtong.crypto.envelope.Tender it, String keyHash) {
        return database.sql(
                                """
                                SELECT COUNT(*) FROM tender_wrapped_key k JOIN tender t ON t.id = k.tender_id
                                WHERE t.platform_code = ? AND t.tender = ? AND t.lot = ? AND k.key_hash = ?\
                                """)
                        .params(it.platformCode(), it.tender(), it.lot(), keyHash)
                        .query(Integer.class)
                        .single()
                > 0;
    }

    /// When these keys may be opened: not before the time that the platform last stated in an
    /// encrypt session of the tender, nor before those that their own bidders signed. Empty when
    /// nothing of the tender is recorded.
    public Optional<Instant> opensAt(
            cn.biaozhengtong.crypto.envelope.Tender it, List<String> keyHashes) {
        return database.sql(
                        """
                        SELECT GREATEST(t.opens_at, COALESCE(MAX(k.signed_opens_at), t.opens_at)) FROM tender t
                        LEFT JOIN tender_wrapped_key k ON k.tender_id = t.id AND k.key_hash IN (:keys)
                        WHERE t.platform_code = :platform AND t.tender = :tender AND t.lot = :lot
                        GROUP BY t.id, t.opens_at\
                        """)
                .param("keys", keyHashes)
                .param("platform", it.platformCode())
                .param("tender", it.tender())
                .param("lot", it.lot())
                .query((row, n) -> row.getTimestamp(1).toInstant())
                .optional();
    }

    /// Tenders that would be lost with the certificate's key, the next to open first.
    public List<Tender> waitingFor(String encryptionSerial) {
        return database.sql(
                        """
                        SELECT DISTINCT t.platform_code, t.tender, t.lot, t.title, t.opens_at FROM tender t
                        JOIN tender_wrapped_key k ON k.tender_id = t.id
                        WHERE k.encryption_serial = ? AND k.opened_at IS NULL AND t.opens_at > ?
                        ORDER BY t.opens_at LIMIT 200\
                        """)
                .params(encryptionSerial, Timestamp.from(clock.instant().minus(FORGOTTEN)))
                .query((row, n) ->
                        new Tender(
                                row.getString(1),
                                row.getString(2),
                                row.getString(3),
                                row.getString(4),
                                row.getTimestamp(5).toInstant()))
                .list();
    }

    private String tender(Tender it) {
        String fresh = UUID.randomUUID().toString();
        try {
            database.sql(
                            "INSERT INTO tender (id, platform_code, tender, lot, title, opens_at) VALUES (?, ?, ?, ?, ?, ?)")
                    .params(
                            fresh,
                            it.platformCode(),
                            it.tender(),
                            it.lot(),
                            it.title(),
                            Timestamp.from(it.opensAt()))
                    .update();
            return fresh;
        } catch (DuplicateKeyException e) {
            return moved(it);
        }
    }

    private String moved(Tender it) {
        String id =
                database.sql(
                                "SELECT id FROM tender WHERE platform_code = ? AND tender = ? AND lot = ? FOR UPDATE")
                        .params(it.platformCode(), it.tender(), it.lot())
                        .query(String.class)
                        .single();
        database.sql("UPDATE tender SET title = ?, opens_at = ? WHERE id = ?")
                .params(it.title(), Timestamp.from(it.opensAt()), id)
                .update();
        return id;
    }
}
