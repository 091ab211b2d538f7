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

    /// The key was decrypted, in whichever session: it waits in none of the tenders that recorded
    /// it.
    @Transactional(propagation = Propagation.MANDATORY)
    public void opened(String keyHash) {
        database.sql(
                        "UPDATE tender_wrapped_key SET opened_at = ? WHERE key_hash = ? AND opened_at IS NULL")
                .params(Timestamp.from(clock.instant()), keyHash)
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

    /// Whether any encrypt session recorded the key, of whatever tender and platform.
    public boolean isRecorded(String keyHash) {
        return database.sql("SELECT COUNT(*) FROM tender_wrapped_key WHERE key_hash = ?")
                        .param(keyHash)
                        .query(Integer.class)
                        .single()
                > 0;
    }

    /// Whether something that was encrypted to the certificate waits for an opening that has not
    /// come: a wrapped key that nobody recorded may then be that one, changed so that its hash is
    /// another.
    public boolean hasUnopened(String encryptionSerial) {
        return database.sql(
                                """
                                SELECT COUNT(*) FROM tender_wrapped_key k JOIN tender t ON t.id = k.tender_id
                                WHERE k.encryption_serial = ? AND k.opened_at IS NULL
                                AND GREATEST(t.opens_at, COALESCE(k.signed_opens_at, t.opens_at)) > ?\
                                """)
                        .params(encryptionSerial, Timestamp.from(clock.instant()))
                        .query(Integer.class)
                        .single()
                > 0;
    }

    /// When these keys may be opened: not before the time that the platform last stated in an
    /// encrypt session of the tender, nor before that of any tender, of any platform, that recorded
    /// one of the keys, nor before those that their own bidders signed: a key does not open earlier
    /// under another tender's name. Empty when nothing is recorded.
    public Optional<Instant> opensAt(
            cn.biaozhengtong.crypto.envelope.Tender it, List<String> keyHashes) {
        return database.sql(
                        """
                        SELECT MAX(opens_at) FROM (
                            SELECT t.opens_at FROM tender t
                            WHERE t.platform_code = :platform AND t.tender = :tender AND t.lot = :lot
                            UNION ALL
                            SELECT GREATEST(t.opens_at, COALESCE(k.signed_opens_at, t.opens_at))
                            FROM tender_wrapped_key k JOIN tender t ON t.id = k.tender_id
                            WHERE k.key_hash IN (:keys)) known\
                        """)
                .param("keys", keyHashes)
                .param("platform", it.platformCode())
                .param("tender", it.tender())
                .param("lot", it.lot())
                .query((row, n) ->
                        Optional.ofNullable(row.getTimestamp(1)).map(Timestamp::toInstant))
                .single();
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

    /// Of the tender, with what its platform last stated. Most bidders find it as it is: they only
    /// read it, since they all meet in this one row.
    private String tender(Tender it) {
        Optional<String> known =
                database.sql(
                                """
                                SELECT id FROM tender
                                WHERE platform_code = ? AND tender = ? AND lot = ?
                                AND title = ? COLLATE utf8mb4_bin AND opens_at = ?\
                                """)
                        .params(
                                it.platformCode(),
                                it.tender(),
                                it.lot(),
                                it.title(),
                                Timestamp.from(it.opensAt()))
                        .query(String.class)
                        .optional();
        return known.orElseGet(() -> stated(it));
    }

    /// In one statement, which takes the row for itself at once: after a failed INSERT each of two
    /// would hold it and wait for the other.
    private String stated(Tender it) {
        database.sql(
                        """
                        INSERT INTO tender (id, platform_code, tender, lot, title, opens_at) VALUES (?, ?, ?, ?, ?, ?)
                        ON DUPLICATE KEY UPDATE title = VALUES(title), opens_at = VALUES(opens_at)\
                        """)
                .params(
                        UUID.randomUUID().toString(),
                        it.platformCode(),
                        it.tender(),
                        it.lot(),
                        it.title(),
                        Timestamp.from(it.opensAt()))
                .update();
        return database.sql(
                        "SELECT id FROM tender WHERE platform_code = ? AND tender = ? AND lot = ?")
                .params(it.platformCode(), it.tender(), it.lot())
                .query(String.class)
                .single();
    }
}
