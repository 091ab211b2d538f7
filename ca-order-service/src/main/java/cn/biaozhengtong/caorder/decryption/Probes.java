package cn.biaozhengtong.caorder.decryption;

import cn.biaozhengtong.caorder.cosigning.RoundId;
import cn.biaozhengtong.crypto.Preimage;
import cn.biaozhengtong.crypto.SecretBytes;
import cn.biaozhengtong.crypto.Sm2PublicKey;
import cn.biaozhengtong.crypto.Sm3;
import cn.biaozhengtong.crypto.cert.SerialNumber;
import cn.biaozhengtong.kit.id.AccountId;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/// Probes of self-tests: random bytes that this service wraps for the holder's encryption
/// certificate. It forgets the bytes and keeps their hash, so a right outcome is a proof.
@Component
class Probes {
    private static final int BYTES = 32;
    private static final Duration KEPT = Duration.ofHours(1);

    private final JdbcClient database;
    private final Clock clock;

    Probes(JdbcClient database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    /// @param plainHash `SM3` of what it holds, 64 hexadecimal characters
    record Made(Preimage wrapped, String plainHash) {}

    static Made wrapFor(Sm2PublicKey key) {
        byte[] plain = SecretBytes.random(BYTES).expose();
        return new Made(Preimage.of(key.encrypt(plain)), Sm3.hex(plain));
    }

    @Transactional(propagation = Propagation.MANDATORY)
    public void keep(AccountId account, RoundId round, SerialNumber signing, Made probe) {
        database.sql(
                        """
                        INSERT INTO self_test_probe (round_id, account_id, signing_serial, wrapped, plain_hash, created_at)
                        VALUES (?, ?, ?, ?, ?, ?)\
                        """)
                .params(
                        round.toString(),
                        account.toString(),
                        signing.hex(),
                        probe.wrapped().toBytes(),
                        probe.plainHash(),
                        Timestamp.from(clock.instant()))
                .update();
    }

    /// The probe of an account's round that was not answered yet.
    Optional<Preimage> open(AccountId account, RoundId round, SerialNumber signing) {
        return database.sql(
                        """
                        SELECT wrapped FROM self_test_probe
                        WHERE round_id = ? AND account_id = ? AND signing_serial = ? AND answered_at IS NULL\
                        """)
                .params(round.toString(), account.toString(), signing.hex())
                .query((row, n) -> Preimage.of(row.getBytes(1)))
                .optional();
    }

    /// True once.
    @Transactional(propagation = Propagation.MANDATORY)
    public boolean answered(RoundId round) {
        return database.sql(
                                "UPDATE self_test_probe SET answered_at = ? WHERE round_id = ? AND answered_at IS NULL")
                        .params(Timestamp.from(clock.instant()), round.toString())
                        .update()
                == 1;
    }

    /// The hash of an answered probe, once: then its outcome is known.
    @Transactional(propagation = Propagation.MANDATORY)
    public Optional<String> end(AccountId account, RoundId round, SerialNumber signing) {
        Optional<String> hash =
                database.sql(
                                """
                                SELECT plain_hash FROM self_test_probe WHERE round_id = ? AND account_id = ?
                                AND signing_serial = ? AND answered_at IS NOT NULL AND ended_at IS NULL FOR UPDATE\
                                """)
                        .params(round.toString(), account.toString(), signing.hex())
                        .query(String.class)
                        .optional();
        hash.ifPresent(it ->
                database.sql("UPDATE self_test_probe SET ended_at = ? WHERE round_id = ?")
                        .params(Timestamp.from(clock.instant()), round.toString())
                        .update());
        return hash;
    }

    @Scheduled(fixedDelay = 600_000, initialDelay = 60_000)
    void purge() {
        database.sql("DELETE FROM self_test_probe WHERE created_at < ? LIMIT 1000")
                .param(Timestamp.from(clock.instant().minus(KEPT)))
                .update();
    }
}
