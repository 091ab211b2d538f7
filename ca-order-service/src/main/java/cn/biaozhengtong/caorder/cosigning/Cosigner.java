package cn.biaozhengtong.caorder.cosigning;

import cn.biaozhengtong.crypto.CryptoException;
import cn.biaozhengtong.crypto.Preimage;
import cn.biaozhengtong.crypto.twoparty.NonceCommitment;
import cn.biaozhengtong.crypto.twoparty.RoundAnswer;
import cn.biaozhengtong.crypto.twoparty.RoundItem;
import cn.biaozhengtong.crypto.twoparty.RoundSession;
import cn.biaozhengtong.crypto.twoparty.ServerNonce;
import cn.biaozhengtong.crypto.twoparty.ServerShare;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/// Rounds of two-party signing (deploy/docs/two-party.md): open, then finish all or none.
///
/// Every answer is counted as a wrong PIN and its nonces marked spent, both committed, before it is
/// judged; a right one takes the count back ([WrongPins]). A lost round is not counted.
///
/// The nonces of a round belong to the process that opened it, whose address stands with the round:
/// another replica hands a finish on to it, once. Opening a round voids the key's open one, which
/// was the same device's: nobody is kept out by a round that a phone forgot.
@Component
public class Cosigner {
    private static final Logger LOG = LoggerFactory.getLogger(Cosigner.class);

    private final SigningKeys keys;
    private final SigningRounds rounds;
    private final WrongPins wrongPins;
    private final RoundOwner owner;
    private final TransactionTemplate transactions;

    Cosigner(
            SigningKeys keys,
            SigningRounds rounds,
            WrongPins wrongPins,
            RoundOwner owner,
            TransactionTemplate transactions) {
        this.keys = keys;
        this.rounds = rounds;
        this.wrongPins = wrongPins;
        this.owner = owner;
        this.transactions = transactions;
    }

    /// @param serverNonces `Q2` of each item, in order
    public record Opened(RoundId roundId, List<ServerNonce> serverNonces) {}

    /// Steps 1 and 2.
    ///
    /// @param session what the device bound its commitments to
    public Opened open(
            KeyId keyId,
            RoundSession session,
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
        RoundId round =
                transactions.execute(status -> {
                    SigningKeys.Key key = keys.lock(keyId);
                    wrongPins.mustBeUsable(key);
                    return rounds.open(key, session.text(), preimages, commitments, nonces);
                });
        if (round == null) {
            throw new IllegalStateException("no round");
        }
        return new Opened(round, nonces);
    }

    /// Steps 3 and 4: DER signatures in order, or a refusal for the whole batch. While a change of
    /// PIN is not confirmed, the fresh share is as good as the old one.
    public List<byte[]> finish(KeyId keyId, RoundId roundId, List<RoundAnswer> answers) {
        return finish(keyId, roundId, answers, AcceptedShares.old_or_fresh);
    }

    /// The same, of a caller who made anew what is signed: a round over anything else is lost to
    /// him, before a share moves and with no guess counted.
    public List<byte[]> finish(
            KeyId keyId, RoundId roundId, List<Preimage> over, List<RoundAnswer> answers) {
        if (!rounds.preimages(find(keyId, roundId).id()).equals(over)) {
            LOG.error("round {} was opened over something else than it is finished over", roundId);
            throw CosigningProblem.round_lost.exception();
        }
        return finish(keyId, roundId, answers);
    }

    /// The same, with the fresh share alone: the device shows that it has its own.
    public List<byte[]> finishRefreshed(KeyId keyId, RoundId roundId, List<RoundAnswer> answers) {
        return finish(keyId, roundId, answers, AcceptedShares.fresh);
    }

    private List<byte[]> finish(
            KeyId keyId, RoundId roundId, List<RoundAnswer> answers, AcceptedShares shares) {
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
            KeyId keyId,
            RoundId roundId,
            List<RoundAnswer> answers,
            AcceptedShares shares) {
        SigningRounds.Round round = find(keyId, roundId);
        if (!rounds.isOurs(round) || !round.process().equals(process)) {
            throw CosigningProblem.round_lost.exception();
        }
        return judge(round, answers, shares);
    }

    private SigningRounds.Round find(KeyId keyId, RoundId roundId) {
        return rounds.find(roundId)
                .filter(r -> r.keyId().equals(keyId))
                .orElseThrow(CosigningProblem.round_lost::exception);
    }

    /// The nonces are read before they are spent: what cannot be opened is lost, and no guess.
    private List<byte[]> judge(
            SigningRounds.Round round, List<RoundAnswer> answers, AcceptedShares accepted) {
        KeyId keyId = round.keyId();
        SigningKeys.Key known =
                keys.find(keyId).orElseThrow(CosigningProblem.key_unknown::exception);
        List<SigningRounds.Item> items = rounds.items(round, known);
        WrongPins.Counted counted = transactions.execute(status -> countAndSpend(keyId, round));
        if (counted == null) {
            throw new IllegalStateException("no key");
        }
        List<byte[]> signatures =
                judge(round, items, answers, shares(counted.key(), accepted))
                        .orElseThrow(() -> wrongPins.refusal(counted));
        transactions.executeWithoutResult(status -> {
            wrongPins.forgive(keyId);
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

    private WrongPins.Counted countAndSpend(KeyId keyId, SigningRounds.Round round) {
        SigningKeys.Key key = keys.lock(keyId);
        wrongPins.mustBeUsable(key);
        if (!rounds.isOpen(round) || !rounds.spend(round.id())) {
            throw CosigningProblem.round_lost.exception();
        }
        return wrongPins.count(key);
    }

    private static Optional<List<byte[]>> judge(
            SigningRounds.Round round,
            List<SigningRounds.Item> stored,
            List<RoundAnswer> answers,
            List<ServerShare> shares) {
        if (stored.size() != answers.size()) {
            return Optional.empty();
        }
        List<RoundItem> items = new ArrayList<>();
        for (int i = 0; i < stored.size(); i++) {
            SigningRounds.Item item = stored.get(i);
            items.add(new RoundItem(item.preimage(), item.commitment(), item.w2(), answers.get(i)));
        }
        byte[] session = round.session().getBytes(StandardCharsets.UTF_8);
        return shares.stream()
                .flatMap(share -> completed(share, items, session).stream())
                .findFirst();
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
}
