package cn.biaozhengtong.caorder.cosigning;

import static java.util.stream.Collectors.joining;

import cn.biaozhengtong.crypto.Scalar;
import cn.biaozhengtong.crypto.cert.SerialNumber;
import cn.biaozhengtong.crypto.twoparty.ServerShare;
import cn.biaozhengtong.crypto.twoparty.ShareRefresh;
import cn.biaozhengtong.kit.id.AccountId;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/// Fresh server shares: prepared beside the old one, in force once the device has shown its own. An
/// agreement that is not confirmed ends after ten minutes, with the login that began it, or when
/// another phone takes one of its keys; then the old share is the only one again.
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
    /// @param splits how often each had been split when this was agreed on; none when a version
    ///   before agreed
    /// @param endsAt after which it is void
    public record Agreement(
            ShareRefresh refresh, List<SerialNumber> keys, List<Integer> splits, Instant endsAt) {
        /// Whether a key is as it was.
        public boolean isOver(int key, int split) {
            return key < splits.size() && splits.get(key) == split;
        }

        boolean isOver(Turned turned) {
            return keys.equals(turned.keys()) && splits.equals(turned.splits());
        }
    }

    /// What is to be turned with a signing key: the encryption keys of its store.
    ///
    /// @param splits of each, as they are now
    /// @param login that asks
    public record Turned(List<SerialNumber> keys, List<Integer> splits, String login) {}

    private record Row(
            @Nullable String sealed,
            @Nullable Timestamp endsAt,
            @Nullable String splits,
            @Nullable String login) {}

    /// A fresh challenge; the one before is void.
    public String challenge(KeyId key) {
        String challenge = HexFormat.of().formatHex(Scalar.random().encoded());
        database.sql("UPDATE signing_key SET pin_challenge = ? WHERE id = ?")
                .params(challenge, key.toString())
                .update();
        return challenge;
    }

    public String challenged(KeyId key) {
        return database.sql("SELECT pin_challenge FROM signing_key WHERE id = ?")
                .param(key.toString())
                .query((row, n) -> Optional.ofNullable(row.getString(1)))
                .single()
                .orElseThrow(CosigningProblem.round_lost::exception);
    }

    /// Chooses fresh shares, unless some wait for their confirmation: a phone may hold the share of
    /// those alone, under a PIN that only its user knows, and others would lock it out. Those over
    /// keys that another phone took meanwhile can never be confirmed: others take their place.
    @Transactional(propagation = Propagation.MANDATORY)
    public Agreement prepare(KeyId id, Turned turned) {
        SigningKeys.Key key = keys.lock(id);
        Optional<Agreement> waiting = find(id).filter(it -> it.isOver(turned));
        if (waiting.isPresent()) {
            // The PIN was proved in this login.
            database.sql("UPDATE signing_key SET refresh_login = ? WHERE id = ?")
                    .params(turned.login(), id.toString())
                    .update();
            return waiting.get();
        }
        Agreement agreed =
                new Agreement(
                        ShareRefresh.random(turned.keys().size()),
                        turned.keys(),
                        turned.splits(),
                        clock.instant().plus(LASTS));
        keep(key, agreed, turned.login());
        return agreed;
    }

    private void keep(SigningKeys.Key key, Agreement agreed, String login) {
        ServerShare next = keys.share(key).refresh(agreed.refresh().rho());
        byte[] plain = AgreementBytes.of(agreed);
        database.sql(
                        """
                        UPDATE signing_key SET next_share_sealed = ?, refresh_sealed = ?, refresh_ends_at = ?,
                            refresh_splits = ?, refresh_login = ? WHERE id = ?\
                        """)
                .params(
                        keys.seal(key.id(), next),
                        cipher.sealBytes(plain, place(key.id())),
                        Timestamp.from(agreed.endsAt()),
                        "/" + agreed.splits().stream().map(it -> it + "/").collect(joining()),
                        login,
                        key.id().toString())
                .update();
        Arrays.fill(plain, (byte) 0);
    }

    /// @param login that asks; what another one began is not its own
    /// @throws cn.biaozhengtong.kit.problem.ProblemException when none is under way
    public Agreement pending(KeyId id, String login) {
        Row row = row(id);
        if (row.login() != null && !row.login().equals(login)) {
            throw CosigningProblem.no_pin_change.exception();
        }
        return parsed(id, row).orElseThrow(CosigningProblem.no_pin_change::exception);
    }

    public Optional<Instant> endsAt(KeyId id) {
        return find(id).map(Agreement::endsAt);
    }

    private Optional<Agreement> find(KeyId id) {
        return parsed(id, row(id));
    }

    private Row row(KeyId id) {
        return database.sql(
                        "SELECT refresh_sealed, refresh_ends_at, refresh_splits, refresh_login FROM signing_key WHERE id = ?")
                .param(id.toString())
                .query((it, n) ->
                        new Row(
                                it.getString(1),
                                it.getTimestamp(2),
                                it.getString(3),
                                it.getString(4)))
                .single();
    }

    private Optional<Agreement> parsed(KeyId id, Row row) {
        if (row.sealed() == null || row.endsAt() == null) {
            return Optional.empty();
        }
        Instant endsAt = row.endsAt().toInstant();
        if (!clock.instant().isBefore(endsAt)) {
            return Optional.empty();
        }
        byte[] plain = cipher.openBytes(row.sealed(), place(id));
        return Optional.of(AgreementBytes.parse(plain, splits(row), endsAt));
    }

    /// Numbers, each between strokes.
    private static List<Integer> splits(Row row) {
        String text = row.splits() == null ? "" : row.splits();
        return Stream.of(text.split("/"))
                .filter(it -> !it.isEmpty())
                .map(Integer::valueOf)
                .toList();
    }

    /// The fresh share takes the place of the old one, which is destroyed.
    ///
    /// @param agreed what the device confirmed; another agreement, made meanwhile, is not it
    @Transactional(propagation = Propagation.MANDATORY)
    public void confirm(KeyId id, Agreement agreed) {
        keys.lock(id);
        if (find(id).filter(it -> it.refresh().equals(agreed.refresh())).isEmpty()) {
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

    /// Makes overdue what was agreed on over one of these keys: another phone takes them.
    @Transactional(propagation = Propagation.MANDATORY)
    public void endOver(AccountId account, List<SerialNumber> taken) {
        for (KeyId id : underWay(account)) {
            keys.lock(id);
            find(id).filter(it -> it.keys().stream().anyMatch(taken::contains))
                    .ifPresent(it -> overdueNow(id));
        }
    }

    /// Makes overdue what these logins began.
    @Transactional(propagation = Propagation.MANDATORY)
    public void endOf(AccountId account, Set<String> logins) {
        for (KeyId id : underWay(account)) {
            keys.lock(id);
            if (logins.contains(row(id).login())) {
                overdueNow(id);
            }
        }
    }

    /// Makes overdue whatever the account began.
    @Transactional(propagation = Propagation.MANDATORY)
    public void endOf(AccountId account) {
        underWay(account).forEach(this::overdueNow);
    }

    private List<KeyId> underWay(AccountId account) {
        return database.sql(
                        "SELECT id FROM signing_key WHERE account_id = ? AND refresh_ends_at > ? ORDER BY id")
                .params(account.toString(), Timestamp.from(clock.instant()))
                .query((row, n) -> KeyId.of(row.getString(1)))
                .list();
    }

    private void overdueNow(KeyId id) {
        database.sql(
                        "UPDATE signing_key SET refresh_ends_at = ? WHERE id = ? AND refresh_ends_at > ?")
                .params(
                        Timestamp.from(clock.instant()),
                        id.toString(),
                        Timestamp.from(clock.instant()))
                .update();
    }

    /// Keys whose change of PIN was not confirmed in time.
    public List<KeyId> overdue() {
        return database.sql("SELECT id FROM signing_key WHERE refresh_ends_at <= ? LIMIT 100")
                .param(Timestamp.from(clock.instant()))
                .query((row, n) -> KeyId.of(row.getString(1)))
                .list();
    }

    /// Erases what is overdue; true for the one who did.
    @Transactional(propagation = Propagation.MANDATORY)
    public boolean end(KeyId id) {
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

    private static String place(KeyId id) {
        return "signing_key.refresh:" + id;
    }
}
