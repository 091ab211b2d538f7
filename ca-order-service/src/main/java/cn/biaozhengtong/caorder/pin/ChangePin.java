package cn.biaozhengtong.caorder.pin;

import cn.biaozhengtong.caorder.cosigning.Cosigner;
import cn.biaozhengtong.caorder.cosigning.KeyRefresh;
import cn.biaozhengtong.caorder.cosigning.SigningKeys;
import cn.biaozhengtong.caorder.escrow.KeyManagementCentre;
import cn.biaozhengtong.caorder.pair.CertificateProblem;
import cn.biaozhengtong.caorder.pair.Certificates;
import cn.biaozhengtong.caorder.pair.HeldKeys;
import cn.biaozhengtong.crypto.Preimage;
import cn.biaozhengtong.crypto.SignedContext;
import cn.biaozhengtong.crypto.cert.SerialNumber;
import cn.biaozhengtong.crypto.twoparty.NonceCommitment;
import cn.biaozhengtong.crypto.twoparty.RoundAnswer;
import cn.biaozhengtong.crypto.twoparty.ShareRefresh;
import cn.biaozhengtong.kit.audit.AuditLog;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/// A change of PIN in two rounds. The old PIN is proved by a two-party signature over a fresh
/// challenge; both sides turn to fresh shares; a signature under the new share confirms, and the
/// old server shares are destroyed. Until then old and new are both accepted, so that a phone that
/// dies in between keeps working with whichever it has.
@Component
public class ChangePin {
    private final HeldKeys held;
    private final Certificates certificates;
    private final Cosigner cosigner;
    private final KeyRefresh refresh;
    private final KeyManagementCentre kmc;
    private final Books books;

    ChangePin(
            HeldKeys held,
            Certificates certificates,
            Cosigner cosigner,
            KeyRefresh refresh,
            KeyManagementCentre kmc,
            Books books) {
        this.held = held;
        this.certificates = certificates;
        this.cosigner = cosigner;
        this.refresh = refresh;
        this.kmc = kmc;
        this.books = books;
    }

    /// Where it is written down.
    @Component
    record Books(AuditLog audit, TransactionTemplate transactions) {}

    /// The two rounds: what is signed begins with the tag, the nonces are committed to in the
    /// session.
    private enum Step {
        change("pin-change:", "bzt/pin-change/v1"),
        confirm("pin-confirm:", "bzt/pin-change-confirm/v1");

        private final String session;
        private final String tag;

        Step(String session, String tag) {
            this.session = session;
            this.tag = tag;
        }
    }

    /// Whose certificate it is.
    public record Holder(UUID accountId, UUID deviceId, SerialNumber serial) {}

    /// @param challenge fresh, 64 hexadecimal characters, which the phone hashes with the tag and
    ///   the serial number to see what it signs
    public record Opened(Cosigner.Opened round, Preimage preimage, String challenge) {}

    /// The session of the nonces' commitment is `pin-change:` and the serial number.
    public Opened open(Holder holder, NonceCommitment commitment) {
        SigningKeys.Key key = key(holder);
        String challenge = refresh.challenge(key.id());
        return open(key, holder, Step.change, challenge, commitment);
    }

    /// What the device turns its shares with; begun again before it was confirmed, the same.
    public ShareRefresh refresh(Holder holder, UUID round, RoundAnswer answer) {
        SigningKeys.Key key = key(holder);
        Preimage asked = preimage(Step.change, holder, refresh.challenged(key.id()));
        byte[] signature = cosigner.finish(key.id(), round, List.of(answer)).getFirst();
        key.publicKey().verify(asked.toBytes(), signature);
        books.transactions()
                .executeWithoutResult(status -> {
                    refresh.prepare(key.id());
                    record(holder, "pin.change-begun");
                });
        return pending(holder);
    }

    /// Of a change that is begun and not confirmed.
    public ShareRefresh pending(Holder holder) {
        return refresh.pending(key(holder).id());
    }

    /// The session of the nonces' commitment is `pin-confirm:` and the serial number.
    public Opened openConfirmation(Holder holder, NonceCommitment commitment) {
        SigningKeys.Key key = key(holder);
        refresh.pending(key.id());
        return open(key, holder, Step.confirm, refresh.challenged(key.id()), commitment);
    }

    public void confirm(Holder holder, UUID round, RoundAnswer answer) {
        SigningKeys.Key key = key(holder);
        Preimage asked = confirmation(holder, key);
        ShareRefresh agreed = refresh.pending(key.id());
        SerialNumber encryption = encryption(holder);
        byte[] signature = cosigner.finishRefreshed(key.id(), round, List.of(answer)).getFirst();
        key.publicKey().verify(asked.toBytes(), signature);
        books.transactions()
                .executeWithoutResult(status -> {
                    refresh.confirm(key.id(), agreed);
                    kmc.refresh(encryption, agreed);
                    record(holder, "pin.changed");
                });
    }

    private Opened open(
            SigningKeys.Key key,
            Holder holder,
            Step step,
            String challenge,
            NonceCommitment commitment) {
        Preimage asked = preimage(step, holder, challenge);
        return new Opened(
                cosigner.open(
                        key.id(),
                        step.session + holder.serial().hex(),
                        List.of(asked),
                        List.of(commitment)),
                asked,
                challenge);
    }

    private SigningKeys.Key key(Holder holder) {
        return held.of(holder.accountId(), holder.deviceId(), holder.serial()).key();
    }

    private SerialNumber encryption(Holder holder) {
        Certificates.Stored signing =
                held.of(holder.accountId(), holder.deviceId(), holder.serial()).certificate();
        return certificates.pair(signing.orderId()).stream()
                .filter(it -> it.usage().equals("encryption"))
                .findAny()
                .orElseThrow(CertificateProblem.not_issued::exception)
                .serial();
    }

    private Preimage confirmation(Holder holder, SigningKeys.Key key) {
        return preimage(Step.confirm, holder, refresh.challenged(key.id()));
    }

    private static Preimage preimage(Step step, Holder holder, String challenge) {
        String hash = SignedContext.hashOf(List.of(step.tag, holder.serial().hex(), challenge));
        return Preimage.of(hash.getBytes(StandardCharsets.US_ASCII));
    }

    private void record(Holder holder, String what) {
        books.audit().record(holder.accountId().toString(), what, holder.serial().hex(), "holder");
    }
}
