package cn.biaozhengtong.caorder.cosigning;

import cn.biaozhengtong.crypto.CryptoException;
import cn.biaozhengtong.crypto.Preimage;
import cn.biaozhengtong.crypto.twoparty.NonceCommitment;
import cn.biaozhengtong.crypto.twoparty.RoundAnswer;
import cn.biaozhengtong.crypto.twoparty.RoundItem;
import cn.biaozhengtong.crypto.twoparty.ServerNonce;
import cn.biaozhengtong.crypto.twoparty.ServerShare;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/// Rounds of two-party signing (deploy/docs/two-party.md): open, then finish all or none.
///
/// Every answer is counted as a wrong PIN and its nonces marked spent, both committed, before it is
/// judged; a right one takes the count back. Five wrong lock the key for 30 minutes, ten until
/// recovery, fifty in its life too (R36). A lost round is not counted.
@Component
public class Cosigner {
    private static final int SHORT_LOCK = 5;
    private static final int LONG_LOCK = 10;
    private static final int LIFETIME_LOCK = 50;
    private static final Duration LOCK = Duration.ofMinutes(30);

    private final SigningKeys keys;
    private final SigningRounds rounds;
    private final TransactionTemplate transactions;
    private final Clock clock;

    Cosigner(
            SigningKeys keys, SigningRounds rounds, TransactionTemplate transactions, Clock clock) {
        this.keys = keys;
        this.rounds = rounds;
        this.transactions = transactions;
        this.clock = clock;
    }

    /// @param serverNonces `Q2` of each item, in order
    public record Opened(UUID roundId, List<ServerNonce> serverNonces) {}

    /// Steps 1 and 2.
    ///
    /// @param session what the device bound its commitments to
    public Opened open(
            UUID keyId,
            String session,
            List<Preimage> preimages,
            List<NonceCommitment> commitments) {
        boolean fits =
                !preimages.isEmpty()
                        && preimages.size() <= ServerShare.MAX_BATCH
                        && preimages.size() == commitments.size();
        if (!fits) {
            throw CosigningProblem.too_many_items.exception();
        }
        List<ServerNonce> nonces = new ArrayList<>();
        preimages.forEach(ignored -> nonces.add(ServerNonce.fresh()));
        UUID round =
                transactions.execute(status -> {
                    mustBeUsable(keys.lock(keyId));
                    return rounds.open(keyId, session, preimages, commitments, nonces);
                });
        if (round == null) {
            throw new IllegalStateException("no round");
        }
        return new Opened(round, nonces);
    }

    /// Steps 3 and 4: DER signatures in order, or a refusal for the whole batch. While a change of
    /// PIN is not confirmed, the fresh share is as good as the old one.
    public List<byte[]> finish(UUID keyId, UUID roundId, List<RoundAnswer> answers) {
        return finish(
                keyId,
                roundId,
                answers,
                key ->
                        Stream.concat(Stream.of(keys.share(key)), keys.nextShare(key).stream())
                                .toList());
    }

    /// The same, with the fresh share alone: the device shows that it has its own.
    public List<byte[]> finishRefreshed(UUID keyId, UUID roundId, List<RoundAnswer> answers) {
        return finish(keyId, roundId, answers, key -> keys.nextShare(key).stream().toList());
    }

    private List<byte[]> finish(
            UUID keyId,
            UUID roundId,
            List<RoundAnswer> answers,
            Function<SigningKeys.Key, List<ServerShare>> shares) {
        SigningRounds.Round round =
                rounds.find(roundId)
                        .filter(r -> r.keyId().equals(keyId))
                        .orElseThrow(CosigningProblem.round_lost::exception);
        SigningKeys.Key key = transactions.execute(status -> countAndSpend(keyId, round));
        if (key == null) {
            throw new IllegalStateException("no key");
        }
        List<byte[]> signatures = judge(key, round, answers, shares.apply(key));
        transactions.executeWithoutResult(status -> {
            // The whole count was this attempt's and those before it: all forgiven but
            // the ones that counted against the key's life.
            SigningKeys.Key now = keys.lock(keyId);
            keys.count(keyId, 0, Math.max(0, now.lifetimeFailures() - 1), null);
            rounds.done(roundId);
        });
        return signatures;
    }

    private SigningKeys.Key countAndSpend(UUID keyId, SigningRounds.Round round) {
        SigningKeys.Key key = keys.lock(keyId);
        mustBeUsable(key);
        if (!rounds.isUsable(round) || !rounds.spend(round.id())) {
            throw CosigningProblem.round_lost.exception();
        }
        int failures = key.failures() + 1;
        Instant until = failures % SHORT_LOCK == 0 ? clock.instant().plus(LOCK) : null;
        keys.count(keyId, failures, key.lifetimeFailures() + 1, until);
        return key;
    }

    private List<byte[]> judge(
            SigningKeys.Key key,
            SigningRounds.Round round,
            List<RoundAnswer> answers,
            List<ServerShare> shares) {
        List<SigningRounds.Item> stored = rounds.items(round.id());
        int attempts = key.failures() + 1;
        if (stored.size() != answers.size()) {
            throw wrongPin(attempts);
        }
        List<RoundItem> items = new ArrayList<>();
        for (int i = 0; i < stored.size(); i++) {
            SigningRounds.Item item = stored.get(i);
            items.add(new RoundItem(item.preimage(), item.commitment(), item.w2(), answers.get(i)));
        }
        byte[] session = round.session().getBytes(StandardCharsets.UTF_8);
        return shares.stream()
                .flatMap(share -> completed(share, items, session).stream())
                .findFirst()
                .orElseThrow(() -> wrongPin(attempts));
    }

    /// A share that does not fit has put nothing out: the items are judged before it is used.
    private static Optional<List<byte[]>> completed(
            ServerShare share, List<RoundItem> items, byte[] session) {
        try {
            return Optional.of(share.complete(items, session));
        } catch (CryptoException e) {
            return Optional.empty();
        }
    }

    private static RuntimeException wrongPin(int attempts) {
        int left = SHORT_LOCK - attempts % SHORT_LOCK;
        return CosigningProblem.wrong_pin.with(
                attempts % SHORT_LOCK == 0 ? "已锁定" : "还可尝试 " + left + " 次");
    }

    private void mustBeUsable(SigningKeys.Key key) {
        if (key.state().equals("revoked")) {
            throw CosigningProblem.key_unusable.exception();
        }
        if (key.failures() >= LONG_LOCK || key.lifetimeFailures() >= LIFETIME_LOCK) {
            throw CosigningProblem.pin_blocked.exception();
        }
        Instant until = key.lockedUntil();
        if (until != null && until.isAfter(clock.instant())) {
            throw CosigningProblem.pin_locked.exception();
        }
    }
}
