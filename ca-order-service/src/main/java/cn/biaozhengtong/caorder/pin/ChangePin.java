package cn.biaozhengtong.caorder.pin;

import cn.biaozhengtong.caorder.cosigning.Cosigner;
import cn.biaozhengtong.caorder.cosigning.KeyRefresh;
import cn.biaozhengtong.caorder.cosigning.RoundId;
import cn.biaozhengtong.caorder.cosigning.SigningKeys;
import cn.biaozhengtong.caorder.escrow.KeyManagementCentre;
import cn.biaozhengtong.caorder.held.HeldKeys;
import cn.biaozhengtong.caorder.recovery.PairKeys;
import cn.biaozhengtong.crypto.Preimage;
import cn.biaozhengtong.crypto.SignedContext;
import cn.biaozhengtong.crypto.cert.SerialNumber;
import cn.biaozhengtong.crypto.twoparty.NonceCommitment;
import cn.biaozhengtong.crypto.twoparty.RoundAnswer;
import cn.biaozhengtong.crypto.twoparty.RoundSession;
import cn.biaozhengtong.kit.id.Person;
import cn.biaozhengtong.kit.work.UnitOfWork;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;

/// A change of PIN in two rounds. The old PIN is proved by a two-party signature over a fresh
/// challenge; both sides turn to fresh shares; a signature under the new share confirms, and the
/// old server shares are destroyed. Until then old and new are both accepted, so that a phone that
/// dies in between keeps working with whichever it has; what is not confirmed in ten minutes ends.
/// Every encryption key of the phone's store is turned with the signing key, each by its own δ, in
/// the same commit. ρ and every δ are told to a fresh counted round only.
@Component
public class ChangePin {
    private final HeldKeys held;
    private final Cosigner cosigner;
    private final KeyRefresh refresh;
    private final KeyManagementCentre kmc;
    private final PairKeys pairs;
    private final UnitOfWork work;

    ChangePin(
            HeldKeys held,
            Cosigner cosigner,
            KeyRefresh refresh,
            KeyManagementCentre kmc,
            PairKeys pairs,
            UnitOfWork work) {
        this.held = held;
        this.cosigner = cosigner;
        this.refresh = refresh;
        this.kmc = kmc;
        this.pairs = pairs;
        this.work = work;
    }

    /// The two rounds, and the tag that what is signed begins with.
    private enum Step {
        change("bzt/pin-change/v2"),
        confirm("bzt/pin-change-confirm/v2");

        private final String tag;

        Step(String tag) {
            this.tag = tag;
        }

        RoundSession session(SerialNumber serial) {
            return switch (this) {
                case change -> RoundSession.pinChange(serial.hex());
                case confirm -> RoundSession.pinConfirmation(serial.hex());
            };
        }
    }

    /// Whose certificate it is, and the login that asks: a change is confirmed in the one that
    /// began it.
    public record Holder(Person person, String login, SerialNumber serial) {}

    /// @param challenge fresh, 64 hexadecimal characters, which the phone hashes with the tag, the
    ///   serial number and those of the keys, in order, to see what it signs
    /// @param keys serials of the encryption certificates whose keys are turned
    public record Opened(
            Cosigner.Opened round, Preimage preimage, String challenge, List<SerialNumber> keys) {}

    public Opened open(Holder holder, NonceCommitment commitment) {
        HeldKeys.Held it = held(holder);
        String challenge = refresh.challenge(it.key().id());
        return open(it, holder, Step.change, challenge, keys(it), commitment);
    }

    /// What the device turns its shares with; begun again before it was confirmed, the same.
    public KeyRefresh.Agreement refresh(Holder holder, RoundId round, RoundAnswer answer) {
        HeldKeys.Held it = held(holder);
        SigningKeys.Key key = it.key();
        List<SerialNumber> turned = keys(it);
        Preimage asked = preimage(Step.change, holder, refresh.challenged(key.id()), turned);
        byte[] signature = cosigner.finish(key.id(), round, List.of(answer)).getFirst();
        key.publicKey().verify(asked.toBytes(), signature);
        return work.get(() -> {
            KeyRefresh.Agreement agreed =
                    refresh.prepare(
                            key.id(),
                            new KeyRefresh.Turned(turned, kmc.splits(turned), holder.login()));
            record(holder, "pin.change-begun");
            return agreed;
        });
    }

    /// Until when a change that is begun may be confirmed; empty when none is under way. What was
    /// agreed on is told to a counted round only.
    public Optional<Instant> underWayUntil(Holder holder) {
        return refresh.endsAt(held(holder).key().id());
    }

    public Opened openConfirmation(Holder holder, NonceCommitment commitment) {
        HeldKeys.Held it = held(holder);
        KeyRefresh.Agreement agreed = refresh.pending(it.key().id(), holder.login());
        String challenge = refresh.challenged(it.key().id());
        return open(it, holder, Step.confirm, challenge, agreed.keys(), commitment);
    }

    /// @throws cn.biaozhengtong.kit.problem.ProblemException when another phone took one of the
    ///   keys meanwhile: nothing is turned, and a change begun anew turns what is left
    public void confirm(Holder holder, RoundId round, RoundAnswer answer) {
        SigningKeys.Key key = held(holder).key();
        KeyRefresh.Agreement agreed = refresh.pending(key.id(), holder.login());
        Preimage asked =
                preimage(Step.confirm, holder, refresh.challenged(key.id()), agreed.keys());
        byte[] signature = cosigner.finishRefreshed(key.id(), round, List.of(answer)).getFirst();
        key.publicKey().verify(asked.toBytes(), signature);
        work.run(() -> {
            refresh.confirm(key.id(), agreed);
            kmc.refresh(agreed);
            record(holder, "pin.changed");
        });
    }

    private Opened open(
            HeldKeys.Held it,
            Holder holder,
            Step step,
            String challenge,
            List<SerialNumber> keys,
            NonceCommitment commitment) {
        Preimage asked = preimage(step, holder, challenge, keys);
        return new Opened(
                cosigner.open(
                        it.key().id(),
                        step.session(holder.serial()),
                        List.of(asked),
                        List.of(commitment)),
                asked,
                challenge,
                keys);
    }

    private HeldKeys.Held held(Holder holder) {
        return held.of(holder.person(), holder.serial());
    }

    private List<SerialNumber> keys(HeldKeys.Held it) {
        return pairs.of(it.certificate());
    }

    private static Preimage preimage(
            Step step, Holder holder, String challenge, List<SerialNumber> keys) {
        List<String> fields = new ArrayList<>(List.of(step.tag, holder.serial().hex(), challenge));
        keys.forEach(it -> fields.add(it.hex()));
        return Preimage.of(SignedContext.hashOf(fields).getBytes(StandardCharsets.US_ASCII));
    }

    private void record(Holder holder, String what) {
        work.note(holder.person().account().toString(), what, holder.serial().hex(), "holder");
    }
}
