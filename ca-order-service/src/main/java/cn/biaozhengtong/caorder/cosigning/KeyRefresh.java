package cn.biaozhengtong.caorder.cosigning;

import cn.biaozhengtong.crypto.Scalar;
import cn.biaozhengtong.crypto.cert.SerialNumber;
import cn.biaozhengtong.crypto.twoparty.ServerShare;
import cn.biaozhengtong.crypto.twoparty.ShareRefresh;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/// Fresh server shares: prepared beside the old one, in force once the device has shown its own. An
/// agreement that is not confirmed ends after ten minutes, and the old share is the only one again.
@Component
public class KeyRefresh {
    private static final Duration LASTS = Duration.ofMinutes(10);

    private final JdbcClient database;
    private final SigningKeys keys;
    private final ShareCipher cipher;
    private final Clock clock;

    KeyRefresh(JdbcClient database, SigningKeys keys, ShareCipher cipher, Clock clock) {
        this.database = database;
        this.keys = keys;
        this.cipher = cipher;
        this.clock = clock;
    }

    /// @param refresh one δ for each of the encryption keys
    /// @param endsAt after which it is void
    public record Agreement(ShareRefresh refresh, List<SerialNumber> keys, Instant endsAt) {}

    private record Row(@Nullable String sealed, @Nullable Timestamp endsAt) {}

    /// A fresh challenge; the one before is void.
    public String challenge(UUID key) {
        String challenge = HexFormat.of().formatHex(Scalar.random().encoded());
        database.sql("UPDATE signing_key SET pin_challenge = ? WHERE id = ?")
                .params(challenge, key.toString())
                .update();
        return challenge;
    }

    public String challenged(UUID key) {
        return database.sql("SELECT pin_challenge FROM signing_key WHERE id = ?")
                .param(key.toString())
                .query((row, n) -> Optional.ofNullable(row.getString(1)))
                .single()
                .orElseThrow(CosigningProblem.round_lost::exception);
    }

    /// Chooses fresh shares, unless some wait for their confirmation: a phone may hold the share of
    /// those alone, under a PIN that only its user knows, and others would lock it out.
    ///
    /// @param encryption the keys that are turned with the signing key
    /// @throws cn.biaozhengtong.kit.problem.ProblemException when a change of other keys is under
    ///   way
    @Transactional(propagation = Propagation.MANDATORY)
    public Agreement prepare(UUID id, List<SerialNumber> encryption) {
        SigningKeys.Key key = keys.lock(id);
        Optional<Agreement> waiting = find(id);
        if (waiting.isPresent()) {
            if (!waiting.get().keys().equals(encryption)) {
                throw CosigningProblem.pin_change_under_way.exception();
            }
            return waiting.get();
        }
        Agreement agreed =
                new Agreement(
                        ShareRefresh.random(encryption.size()),
                        encryption,
                        clock.instant().plus(LASTS));
        ServerShare next = keys.share(key).refresh(agreed.refresh().rho());
        byte[] plain = AgreementBytes.of(agreed);
        database.sql(
                        "UPDATE signing_key SET next_share_sealed = ?, refresh_sealed = ?, refresh_ends_at = ? WHERE id = ?")
                .params(
                        keys.seal(id, next),
                        cipher.sealBytes(plain, place(id)),
                        Timestamp.from(agreed.endsAt()),
                        id.toString())
                .update();
        Arrays.fill(plain, (byte) 0);
        return agreed;
    }

    /// @throws cn.biaozhengtong.kit.problem.ProblemException when none is under way
    public Agreement pending(UUID id) {
        return find(id).orElseThrow(CosigningProblem.no_pin_change::exception);
    }

    public Optional<Instant> endsAt(UUID id) {
        return find(id).map(Agreement::endsAt);
    }

    private Optional<Agreement> find(UUID id) {
        Row row =
                database.sql("SELECT refresh_sealed, refresh_ends_at FROM signing_key WHERE id = ?")
                        .param(id.toString())
                        .query((it, n) -> new Row(it.getString(1), it.getTimestamp(2)))
                        .single();
        if (row.sealed() == null || row.endsAt() == null) {
            return Optional.empty();
        }
        Instant endsAt = row.endsAt().toInstant();
        if (!clock.instant().isBefore(endsAt)) {
            return Optional.empty();
        }
        return Optional.of(AgreementBytes.parse(cipher.openBytes(row.sealed(), place(id)), endsAt));
    }

    /// The fresh share takes the place of the old one, which is destroyed.
    ///
    /// @param agreed what the device confirmed; another agreement, made meanwhile, is not it
    @Transactional(propagation = Propagation.MANDATORY)
    public void confirm(UUID id, Agreement agreed) {
        keys.lock(id);
        if (!pending(id).refresh().equals(agreed.refresh())) {
            throw CosigningProblem.round_lost.exception();
        }
        database.sql(
                        """
                        UPDATE signing_key SET share_sealed = next_share_sealed, next_share_sealed = NULL,
                            refresh_sealed = NULL, refresh_ends_at = NULL, pin_challenge = NULL, version = version + 1
                        WHERE id = ? AND next_share_sealed IS NOT NULL\
                        """)
                .param(id.toString())
                .update();
    }

    /// Keys whose change of PIN was not confirmed in time.
    public List<UUID> overdue() {
        return database.sql("SELECT id FROM signing_key WHERE refresh_ends_at <= ? LIMIT 100")
                .param(Timestamp.from(clock.instant()))
                .query((row, n) -> UUID.fromString(row.getString(1)))
                .list();
    }

    /// Erases what is overdue; true for the one who did.
    @Transactional(propagation = Propagation.MANDATORY)
    public boolean end(UUID id) {
        return database.sql(
                                """
                                UPDATE signing_key SET next_share_sealed = NULL, refresh_sealed = NULL,
                                    refresh_ends_at = NULL, pin_challenge = NULL, version = version + 1
                                WHERE id = ? AND refresh_ends_at <= ?\
                                """)
                        .params(id.toString(), Timestamp.from(clock.instant()))
                        .update()
                == 1;
    }

    private static String place(UUID id) {
        return "signing_key.refresh:" + id;
    }
}
