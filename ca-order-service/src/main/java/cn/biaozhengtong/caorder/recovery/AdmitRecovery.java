package cn.biaozhengtong.caorder.recovery;

import cn.biaozhengtong.caorder.pair.CertificateProblem;
import cn.biaozhengtong.caorder.standing.IdentityDesk;
import cn.biaozhengtong.caorder.standing.IdentityDesk.Proof;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Component;

/// Makes a recovery of an intention, with a proof that its device began for it: every device of the
/// holder is told. Of several for one certificate the one whose proof is stronger goes on at once
/// (presence beats possession); equally strong ones wait for two operators. Beginning anew shakes
/// nothing off: one that proves no more waits as the one before did, and [RecoveryPast] holds.
@Component
public class AdmitRecovery {
    private final Recoveries recoveries;
    private final StartRecovery start;
    private final RecoveryPast past;
    private final IdentityDesk identity;
    private final RecoveryBooks books;

    AdmitRecovery(
            Recoveries recoveries,
            StartRecovery start,
            RecoveryPast past,
            IdentityDesk identity,
            RecoveryBooks books) {
        this.recoveries = recoveries;
        this.start = start;
        this.past = past;
        this.identity = identity;
        this.books = books;
    }

    /// Also strengthens one that is contested or waits.
    public Recoveries.Recovery prove(IdentityDesk.Asker who, UUID id) {
        Recoveries.Recovery it = recoveries.of(who.person(), id);
        boolean goesOn = it.state() == RecoveryState.proved && it.isIn(who.login());
        if (it.issued() || goesOn && it.proof() == Proof.presence) {
            return it;
        }
        if (it.state() != RecoveryState.awaiting_proof && !it.state().isOpen()) {
            throw RecoveryProblem.recovery_over.exception();
        }
        start.mustBeRecent(it);
        start.recoverable(who.person().account(), it.oldSerial());
        // The id is the moment: nobody could name it before.
        Optional<Proof> proof =
                identity.spend(who, IdentityDesk.Purpose.recovery, id.toString(), Instant.EPOCH);
        if (proof.isEmpty() && goesOn) {
            return it;
        }
        Proof proved = proof.orElseThrow(CertificateProblem.verify_anew::exception);
        books.run(() -> admit(who.login(), it, proved));
        return recoveries.of(who.person(), id);
    }

    private void admit(String login, Recoveries.Recovery before, Proof given) {
        List<Recoveries.Recovery> all = recoveries.lock(before.oldSerial());
        Recoveries.Recovery it =
                all.stream()
                        .filter(each -> each.id().equals(before.id()))
                        .findFirst()
                        .orElseThrow();
        Proof proof = proof(it, login, given);
        if (it.state() == RecoveryState.proved && proof == it.proof() && it.isIn(login)) {
            return;
        }
        boolean goesOn = past.letsGoOn(it, proof, books.now().minus(StartRecovery.LASTS));
        for (Recoveries.Recovery other : ended(all, it.id())) {
            recoveries.move(other, RecoveryState.replaced, books.now());
        }
        for (Recoveries.Recovery other : all) {
            boolean joins = other.state().isOpen() && start.isRecent(other);
            if (joins && !other.id().equals(it.id())) {
                goesOn &= meets(other, it, proof);
            }
        }
        boolean news = it.state() != RecoveryState.proved || !it.isIn(login);
        recoveries.prove(
                it,
                proof,
                login,
                goesOn ? RecoveryState.proved : RecoveryState.contested,
                books.now());
        books.note(it.accountId().toString(), "proved", it, proof + (goesOn ? "" : " contested"));
        if (news) {
            books.tell(it, "recovering");
        }
        if (!goesOn) {
            books.tell(it, "recovery-contested");
        }
    }

    /// The stronger one, of what was proved in this login.
    private static Proof proof(Recoveries.Recovery it, String login, Proof given) {
        Proof had = it.proof();
        return had == null || !it.isIn(login) || it.isWeakerThan(given) ? given : had;
    }

    /// What becomes of one that is open when another is proved.
    ///
    /// @return whether the other may go on
    private boolean meets(Recoveries.Recovery open, Recoveries.Recovery it, Proof proof) {
        boolean proved = open.isWeakerThan(proof);
        boolean stronger = open.proof() == Proof.presence && proof != Proof.presence;
        if (open.deviceId().equals(it.deviceId()) && !stronger) {
            // Begun anew on the same device.
            recoveries.move(open, RecoveryState.replaced, books.now());
            return proved || open.state() != RecoveryState.contested;
        }
        if (stronger || open.state() == RecoveryState.contested) {
            recoveries.nextRound(open);
        } else {
            contest(open);
        }
        return proved;
    }

    /// Those that lie about from days before.
    private List<Recoveries.Recovery> ended(List<Recoveries.Recovery> all, UUID id) {
        return all.stream()
                .filter(each -> !each.id().equals(id))
                .filter(each -> each.state().isOpen() && !start.isRecent(each))
                .toList();
    }

    private void contest(Recoveries.Recovery other) {
        recoveries.move(other, RecoveryState.contested, books.now());
        books.note("system", "contested", other, "");
        books.tell(other, "recovery-contested");
    }
}
