package cn.biaozhengtong.caorder.recovery;

import cn.biaozhengtong.caorder.cosigning.Cosigner;
import cn.biaozhengtong.caorder.cosigning.RoundId;
import cn.biaozhengtong.caorder.cosigning.SigningKeys;
import cn.biaozhengtong.caorder.pair.CertificateProblem;
import cn.biaozhengtong.caorder.pair.Certificates;
import cn.biaozhengtong.caorder.standing.IdentityDesk;
import cn.biaozhengtong.crypto.Preimage;
import cn.biaozhengtong.crypto.SignedContext;
import cn.biaozhengtong.crypto.twoparty.NonceCommitment;
import cn.biaozhengtong.crypto.twoparty.RoundAnswer;
import cn.biaozhengtong.crypto.twoparty.RoundSession;
import cn.biaozhengtong.kit.id.DeviceId;
import cn.biaozhengtong.kit.id.Person;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.springframework.stereotype.Component;

/// Stops a recovery: by a two-party round with PIN of the device that holds the certificate's key,
/// also while it is frozen (freezing needs a login only), or by a person who proved for this that
/// he is there. Nothing less does.
@Component
public class VetoRecovery {
    private final Recoveries recoveries;
    private final RecoveryContests contests;
    private final Holder holder;
    private final IdentityDesk identity;
    private final RecoveryBooks books;

    VetoRecovery(
            Recoveries recoveries,
            RecoveryContests contests,
            Holder holder,
            IdentityDesk identity,
            RecoveryBooks books) {
        this.recoveries = recoveries;
        this.contests = contests;
        this.holder = holder;
        this.identity = identity;
        this.books = books;
    }

    /// Where the key is, and who signs with it.
    @Component
    record Holder(Certificates certificates, SigningKeys keys, Cosigner cosigner) {}

    public record Opened(Cosigner.Opened round, Preimage preimage) {}

    public Opened open(Person person, UUID id, NonceCommitment commitment) {
        Recoveries.Recovery it = contests.against(person, id);
        SigningKeys.Key key = key(it, person.device());
        Preimage wish = wish(it);
        return new Opened(
                holder.cosigner()
                        .open(key.id(), RoundSession.veto(id), List.of(wish), List.of(commitment)),
                wish);
    }

    public void veto(Person person, UUID id, RoundId round, RoundAnswer answer) {
        Recoveries.Recovery it = contests.against(person, id);
        SigningKeys.Key key = key(it, person.device());
        byte[] signature = holder.cosigner().finish(key.id(), round, List.of(answer)).getFirst();
        // The round must have been about this wish and nothing else.
        key.publicKey().verify(wish(it).toBytes(), signature);
        stop(it, "key " + key.id());
    }

    /// By who proved his presence for it on the device that asks.
    public void veto(IdentityDesk.Asker who, UUID id) {
        Recoveries.Recovery it = contests.against(who.person(), id);
        boolean present =
                identity.spend(who, IdentityDesk.Purpose.veto, id.toString(), Instant.EPOCH)
                        .filter(proof -> proof == IdentityDesk.Proof.presence)
                        .isPresent();
        if (!present) {
            throw RecoveryProblem.veto_unproved.exception();
        }
        stop(it, "presence");
    }

    private void stop(Recoveries.Recovery seen, String by) {
        books.run(() -> {
            Recoveries.Recovery it = contests.lock(seen);
            recoveries.move(it, RecoveryState.vetoed, books.now());
            books.note(it.accountId().toString(), "vetoed", it, by);
            books.tell(it, "recovery-stopped");
        });
    }

    private SigningKeys.Key key(Recoveries.Recovery it, DeviceId device) {
        Certificates.Stored certificate = holder.certificates().find(it.oldSerial()).orElseThrow();
        boolean holds = certificate.deviceId().equals(device) && !certificate.isRevoked();
        return holder.keys()
                .of(certificate.pairId())
                .filter(key -> holds && key.isActive())
                .orElseThrow(CertificateProblem.other_device::exception);
    }

    /// `SM3` hash, in hexadecimal, of tag, recovery, certificate and the device that would get it.
    private static Preimage wish(Recoveries.Recovery it) {
        String hash =
                SignedContext.hashOf(
                        List.of(
                                "bzt/recovery-veto/v1",
                                it.id().toString(),
                                it.oldSerial().hex(),
                                it.deviceId().toString()));
        return Preimage.of(hash.getBytes(StandardCharsets.US_ASCII));
    }
}
