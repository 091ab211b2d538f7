package cn.biaozhengtong.scansession.tender;

import cn.biaozhengtong.crypto.SecretBytes;
import cn.biaozhengtong.crypto.Sm3;
import cn.biaozhengtong.crypto.cert.Certificate;
import cn.biaozhengtong.crypto.envelope.Layer;
import cn.biaozhengtong.crypto.envelope.Recipient;
import cn.biaozhengtong.crypto.envelope.Tender;
import cn.biaozhengtong.crypto.envelope.WrappedKey;
import java.sql.Timestamp;
import java.time.Clock;
import java.util.Base64;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/// Rehearsals (解密演练): a probe that is wrapped here, so that it opens nothing of anybody's bid.
@Component
public class Rehearsals {
    private final JdbcClient database;
    private final Clock clock;

    Rehearsals(JdbcClient database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    /// @param serial of the encryption certificate
    /// @param wrapped the probe's wrapped key, Base64
    /// @param secretHash `SM3` of what the platform gets out of it, 64 hexadecimal characters
    public record Probe(String serial, String wrapped, String secretHash) {}

    @Transactional
    public Probe make(Tender tender, Certificate encryption) {
        byte[] secret = SecretBytes.random(32).expose();
        WrappedKey wrapped =
                WrappedKey.wrap(tender, Recipient.of(encryption, Layer.bidder), secret);
        byte[] ciphertext = wrapped.ciphertext();
        database.sql(
                        """
                        INSERT INTO rehearsal_probe (key_hash, platform_code, tender, lot, encryption_serial, created_at)
                        VALUES (?, ?, ?, ?, ?, ?)\
                        """)
                .params(
                        Sm3.hex(ciphertext),
                        tender.platformCode(),
                        tender.tender(),
                        tender.lot(),
                        encryption.serial().hex(),
                        Timestamp.from(clock.instant()))
                .update();
        return new Probe(
                encryption.serial().hex(),
                Base64.getEncoder().encodeToString(ciphertext),
                Sm3.hex(secret));
    }

    public boolean isProbe(Tender tender, String keyHash) {
        return database.sql(
                                "SELECT COUNT(*) FROM rehearsal_probe WHERE key_hash = ? AND platform_code = ? AND tender = ? AND lot = ?")
                        .params(keyHash, tender.platformCode(), tender.tender(), tender.lot())
                        .query(Integer.class)
                        .single()
                > 0;
    }
}
