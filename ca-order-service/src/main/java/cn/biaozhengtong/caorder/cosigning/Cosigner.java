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
import java.util.stream.Stream;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/// Rounds of two-party signing (deploy/docs/two-party.md): open, then finish all or none.
///
/// Every answer is counted as a wrong PIN and its nonces marked spent, both committed, before it is
/// judged; a right one takes the count back. Five wrong lock the key for 30 minutes, ten until
/// recovery, fifty in its life too (R36). A lost round is not counted.
///
/// The nonces of a round belong to the process that opened it, whose address stands with the round:
/// another replica hands a finish on to it, once. Opening a round voids the key's open one, which
/// was the same device's: nobody is kept out by a round that a phone forgot.
@Component
public class Cosigner {
    private static final int SHORT_LOCK = 5;
    private static final int LONG_LOCK = 10;
    private static final int LIFETIME_LOCK = 50;
    private static final Duration LOCK = Duration.ofMinutes(30);

    private final SigningKeys keys;
    private final SigningRounds rounds;
    private final RoundOwner owner;
    private final TransactionTemplate transactions;
    private final Clock clock;

    Cosigner(
            SigningKeys keys,
            SigningRounds rounds,
            RoundOwner owner,
            TransactionTemplate transactions,
            Clock clock) {
        this.keys = keys;
        this.rounds = rounds;
        this.owner = owner;
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
                    SigningKeys.Key key = keys.lock(keyId);
                    mustBeUsable(key);
                    return rounds.open(key, session, preimages, commitments, nonces);
                });
        if (round == null) {
            throw new IllegalStateException("no round");
        }
        return new Opened(round, nonces);
    }

    /// Steps 3 and 4: DER signatures in order, or a refusal for the whole batch. While a change of
    /// PIN is not confirmed, the fresh share is as good as the old one.
    public List<byte[]> finish(UUID keyId, UUID roundId, List<RoundAnswer> answers) {
        return finish(keyId, roundId, answers, AcceptedShares.old_or_fresh);
    }

    /// The same, with the fresh share alone: the device shows that it has its own.
    public List<byte[]> finishRefreshed(UUID keyId, UUID roundId, List<RoundAnswer> answers) {
        return finish(keyId, roundId, answers, AcceptedShares.fresh);
    }

    private List<byte[]> finish(
            UUID keyId, UUID roundId, List<RoundAnswer> answers, AcceptedShares shares) {
        SigningRounds.Round round = find(keyId, roundId);
        if (rounds.isOurs(round)) {
            return judge(round, answers, shares);
        }
        if (!rounds.isOpen(round) || round.ownerUrl().isEmpty()) {
            throw CosigningProblem.round_lost.exception();
        }
        return owner.finish(
                new RoundOwner.Question(
                        round.ownerUrl(), round.process(), keyId, roundId, shares, answers));
    }

    /// Finishes for another replica what this process opened.
    ///
    /// @param process that opened the round; another one has lost it
    public List<byte[]> finishOwn(
            UUID process,
            UUID keyId,
            UUID roundId,
            List<RoundAnswer> answers,
            AcceptedShares shares) {
        SigningRounds.Round round = find(keyId, roundId);
        if (!rounds.isOurs(round) || !round.process().equals(process)) {
            throw CosigningProblem.round_lost.exception();
        }
        return judge(round, answers, shares);
    }

    private SigningRounds.Round find(UUID keyId, UUID roundId) {
        return rounds.find(roundId)
                .filter(r -> r.keyId().equals(keyId))
                .orElseThrow(CosigningProblem.round_lost::exception);
    }

    /// The nonces are read before they are spent: what cannot be opened is lost, and no guess.
    private List<byte[]> judge(
            SigningRounds.Round round, List<RoundAnswer> answers, AcceptedShares accepted) {
        UUID keyId = round.keyId();
        SigningKeys.Key known =
                keys.find(keyId).orElseThrow(CosigningProblem.key_unknown::exception);
        List<SigningRounds.Item> items = rounds.items(round, known);
        SigningKeys.Key key = transactions.execute(status -> countAndSpend(keyId, round));
        if (key == null) {
            throw new IllegalStateException("no key");
        }
        List<byte[]> signatures = judge(key, round, items, answers, shares(key, accepted));
        transactions.executeWithoutResult(status -> {
            // The whole count was this attempt's and those before it: all forgiven but
            // the ones that counted against the key's life.
            SigningKeys.Key now = keys.lock(keyId);
            keys.count(keyId, 0, Math.max(0, now.lifetimeFailures() - 1), null);
            rounds.done(round.id());
        });
        return signatures;
    }

    private List<ServerShare> shares(SigningKeys.Key key, AcceptedShares accepted) {
        Stream<ServerShare> fresh = keys.nextShare(key).stream();
        return switch (accepted) {
            case old_or_fresh -> Stream.concat(Stream.of(keys.share(key)), fresh).toList();
            case fresh -> fresh.toList();
        };
    }

    private SigningKeys.Key countAndSpend(UUID keyId, SigningRounds.Round round) {
        SigningKeys.Key key = keys.lock(keyId);
        mustBeUsable(key);
        if (!rounds.isOpen(round) || !rounds.spend(round.id())) {
            throw CosigningProblem.round_lost.exception();
        }
        int failures = key.failures() + 1;
        Instant until = failures % SHORT_LOCK == 0 ? clock.instant().plus(LOCK) : null;
        keys.count(keyId, failures, key.lifetimeFailures() + 1, until);
        return key;
    }

    private static List<byte[]> judge(
            SigningKeys.Key key,
            SigningRounds.Round round,
            List<SigningRounds.Item> stored,
            List<RoundAnswer> answers,
            List<ServerShare> shares) {
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
