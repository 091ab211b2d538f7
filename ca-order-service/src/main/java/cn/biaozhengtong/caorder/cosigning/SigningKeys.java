package cn.biaozhengtong.caorder.cosigning;

import cn.biaozhengtong.caorder.pair.CertificatePair;
import cn.biaozhengtong.caorder.pair.PairId;
import cn.biaozhengtong.crypto.Point;
import cn.biaozhengtong.crypto.Scalar;
import cn.biaozhengtong.crypto.Sm2PublicKey;
import cn.biaozhengtong.crypto.twoparty.ServerShare;
import cn.biaozhengtong.kit.data.StateMachine;
import cn.biaozhengtong.kit.id.AccountId;
import cn.biaozhengtong.kit.id.DeviceId;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/// Stored server shares, `d2 ‖ P1` sealed together, and what is known of each key.
@Component
public class SigningKeys {
    private static final String SELECT =
            """
            SELECT id, pair_id, account_id, device_id, public_key, state, failures,
                lifetime_failures, locked_until FROM signing_key\
            """;

    private final JdbcClient database;
    private final ShareCipher cipher;
    private final Clock clock;

    SigningKeys(JdbcClient database, ShareCipher cipher, Clock clock) {
        this.database = database;
        this.cipher = cipher;
        this.clock = clock;
    }

    /// @param failures wrong PINs since the last right one
    public record Key(
            KeyId id,
            PairId pairId,
            AccountId accountId,
            DeviceId deviceId,
            Point publicPoint,
            KeyState state,
            int failures,
            int lifetimeFailures,
            @Nullable Instant lockedUntil) {
        public Sm2PublicKey publicKey() {
            return Sm2PublicKey.of(publicPoint);
        }

        /// Until the device confirmed that it stored and checked everything.
        public boolean isPending() {
            return state == KeyState.pending;
        }

        public boolean isActive() {
            return state == KeyState.active;
        }
    }

    /// Stores the share of a pair's key; until certificates exist a repeat replaces it.
    ///
    /// @throws cn.biaozhengtong.kit.problem.ProblemException when its device confirmed it already
    @Transactional(propagation = Propagation.MANDATORY)
    public KeyId replace(CertificatePair pair, ServerShare share) {
        Optional<Key> before = of(pair.pairId());
        KeyId id = before.map(Key::id).orElseGet(KeyId::random);
        String publicKey = hex(share.publicKey().point().encoded());
        String sealed = seal(id, share);
        Timestamp now = Timestamp.from(clock.instant());
        if (before.isPresent()) {
            int replaced =
                    database.sql(
                                    """
                                    UPDATE signing_key SET account_id = ?, device_id = ?, public_key = ?, share_sealed = ?,
                                        failures = 0, lifetime_failures = 0, locked_until = NULL, created_at = ?,
                                        next_share_sealed = NULL, refresh_sealed = NULL, refresh_ends_at = NULL,
                                        version = version + 1
                                    WHERE id = ? AND state = ?\
                                    """)
                            .params(
                                    pair.accountId().toString(),
                                    pair.deviceId().toString(),
                                    publicKey,
                                    sealed,
                                    now,
                                    id.toString(),
                                    KeyState.pending.name())
                            .update();
            if (replaced == 0) {
                throw CosigningProblem.key_confirmed.exception();
            }
        } else {
            database.sql(
                            """
                            INSERT INTO signing_key (id, pair_id, order_id, account_id, device_id, public_key,
                                share_sealed, state, failures, lifetime_failures, created_at, version)
                            VALUES (?, ?, ?, ?, ?, ?, ?, ?, 0, 0, ?, 0)\
                            """)
                    .params(
                            id.toString(),
                            pair.pairId().toString(),
                            pair.origin().id().toString(),
                            pair.accountId().toString(),
                            pair.deviceId().toString(),
                            publicKey,
                            sealed,
                            KeyState.pending.name(),
                            now)
                    .update();
        }
        return id;
    }

    public Optional<Key> of(PairId pair) {
        return database.sql(SELECT + " WHERE pair_id = ?")
                .param(pair.toString())
                .query((row, n) -> key(row))
                .optional();
    }

    public Optional<Key> find(KeyId id) {
        return database.sql(SELECT + " WHERE id = ?")
                .param(id.toString())
                .query((row, n) -> key(row))
                .optional();
    }

    Key lock(KeyId id) {
        return database.sql(SELECT + " WHERE id = ? FOR UPDATE")
                .param(id.toString())
                .query((row, n) -> key(row))
                .optional()
                .orElseThrow(CosigningProblem.key_unknown::exception);
    }

    /// Keeps the key pending, and the one that was read, until the transaction ends.
    ///
    /// @throws cn.biaozhengtong.kit.problem.ProblemException when its device confirmed it already,
    ///   or made another in its place
    @Transactional(propagation = Propagation.MANDATORY)
    public void mustBePending(Key read) {
        Key now = lock(read.id());
        if (!now.isPending()) {
            throw CosigningProblem.key_confirmed.exception();
        }
        if (!now.publicPoint().equals(read.publicPoint())) {
            throw CosigningProblem.round_lost.exception();
        }
    }

    /// Its device confirmed that it stored and checked everything; once.
    @Transactional(propagation = Propagation.MANDATORY)
    public void confirm(KeyId id) {
        move("id", id.toString(), KeyState.active);
    }

    /// For ever, with its pair; also one that its device had not confirmed, so that a round that is
    /// finished later splits nothing back.
    @Transactional(propagation = Propagation.MANDATORY)
    public void revoke(PairId pair) {
        move("pair_id", pair.toString(), KeyState.revoked);
    }

    private void move(String column, String value, KeyState to) {
        database.sql(
                        "UPDATE signing_key SET state = :to, version = version + 1 WHERE %s = :value AND state IN (:from)"
                                .formatted(column))
                .param("to", to.name())
                .param("value", value)
                .param("from", StateMachine.before(to))
                .update();
    }

    void count(KeyId id, int failures, int lifetime, @Nullable Instant lockedUntil) {
        database.sql(
                        "UPDATE signing_key SET failures = ?, lifetime_failures = ?, locked_until = ?, version = version + 1 WHERE id = ?")
                .param(failures)
                .param(lifetime)
                .param(lockedUntil == null ? null : Timestamp.from(lockedUntil))
                .param(id.toString())
                .update();
    }

    ServerShare share(Key key) {
        return opened(
                key,
                database.sql("SELECT share_sealed FROM signing_key WHERE id = ?")
                        .param(key.id().toString())
                        .query(String.class)
                        .single());
    }

    /// The share of a change of PIN that is not confirmed yet.
    Optional<ServerShare> nextShare(Key key) {
        return database.sql(
                        "SELECT next_share_sealed FROM signing_key WHERE id = ? AND refresh_ends_at > ?")
                .params(key.id().toString(), Timestamp.from(clock.instant()))
                .query(String.class)
                .optional()
                .map(sealed -> opened(key, sealed));
    }

    private ServerShare opened(Key key, String sealed) {
        byte[] both = cipher.openBytes(sealed, "signing_key:" + key.id());
        Scalar d2 = Scalar.parse(Arrays.copyOf(both, Scalar.LENGTH));
        Point p1 = Point.parse(Arrays.copyOfRange(both, Scalar.LENGTH, both.length));
        Arrays.fill(both, (byte) 0);
        return ServerShare.restore(d2, p1, key.publicPoint());
    }

    String seal(KeyId id, ServerShare share) {
        byte[] both = new byte[Scalar.LENGTH + Point.LENGTH];
        System.arraycopy(share.secret().encoded(), 0, both, 0, Scalar.LENGTH);
        System.arraycopy(share.devicePoint().encoded(), 0, both, Scalar.LENGTH, Point.LENGTH);
        String sealed = cipher.sealBytes(both, "signing_key:" + id);
        Arrays.fill(both, (byte) 0);
        return sealed;
    }

    private static Key key(java.sql.ResultSet row) throws java.sql.SQLException {
        Timestamp locked = row.getTimestamp(9);
        return new Key(
                KeyId.of(row.getString(1)),
                PairId.of(row.getString(2)),
                AccountId.of(row.getString(3)),
                DeviceId.of(row.getString(4)),
                Point.parse(HexFormat.of().parseHex(row.getString(5))),
                KeyState.valueOf(row.getString(6)),
                row.getInt(7),
                row.getInt(8),
                locked == null ? null : locked.toInstant());
    }

    private static String hex(byte[] bytes) {
        return HexFormat.of().formatHex(bytes);
    }
}
