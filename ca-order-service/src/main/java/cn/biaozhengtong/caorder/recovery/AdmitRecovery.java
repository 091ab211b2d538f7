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
/// (presence beats possession); equally strong ones wait for two operators.
@Component
public class AdmitRecovery {
    private final Recoveries recoveries;
    private final StartRecovery start;
    private final IdentityDesk identity;
    private final RecoveryBooks books;

    AdmitRecovery(
            Recoveries recoveries,
            StartRecovery start,
            IdentityDesk identity,
            RecoveryBooks books) {
        this.recoveries = recoveries;
        this.start = start;
        this.identity = identity;
        this.books = books;
    }

    /// Also strengthens one that is contested or waits.
    public Recoveries.Recovery prove(IdentityDesk.Asker who, UUID id) {
        Recoveries.Recovery it = recoveries.of(who.account(), who.device(), id);
        boolean goesOn = it.state() == RecoveryState.proved;
        if (it.issued() || goesOn && it.proof() == Proof.presence) {
            return it;
        }
        if (it.state() != RecoveryState.awaiting_proof && !it.state().isOpen()) {
            throw RecoveryProblem.recovery_over.exception();
        }
        start.mustBeRecent(it);
        start.recoverable(who.account(), it.oldSerial());
        // The id is the moment: nobody could name it before.
        Optional<Proof> proof =
                identity.spend(who, IdentityDesk.Purpose.recovery, id.toString(), Instant.EPOCH);
        if (proof.isEmpty() && goesOn) {
            return it;
        }
        Proof proved = proof.orElseThrow(CertificateProblem.verify_anew::exception);
        books.transactions().executeWithoutResult(status -> admit(it.id(), it, proved));
        return recoveries.of(who.account(), who.device(), id);
    }

    private void admit(UUID id, Recoveries.Recovery before, Proof given) {
        List<Recoveries.Recovery> all = recoveries.lock(before.oldSerial());
        Recoveries.Recovery it =
                all.stream().filter(each -> each.id().equals(id)).findFirst().orElseThrow();
        Proof had = it.proof();
        Proof proof = had == null || it.isWeakerThan(given) ? given : had;
        if (it.state() == RecoveryState.proved && proof == had) {
            return;
        }
        List<Recoveries.Recovery> others =
                all.stream()
                        .filter(each -> !each.id().equals(id))
                        .filter(each -> each.state().isOpen() && start.isRecent(each))
                        .toList();
        boolean goesOn = true;
        for (Recoveries.Recovery other : ended(all, id)) {
            recoveries.move(other, RecoveryState.replaced);
        }
        for (Recoveries.Recovery other : others) {
            boolean stronger = other.proof() == Proof.presence && proof != Proof.presence;
            if (other.deviceId().equals(it.deviceId()) && !stronger) {
                // Begun anew on the same device.
                recoveries.move(other, RecoveryState.replaced);
            } else if (other.isWeakerThan(proof)) {
                contest(other);
            } else {
                goesOn = false;
                if (other.proof() == proof) {
                    contest(other);
                }
            }
        }
        boolean news = it.state() != RecoveryState.proved;
        recoveries.prove(
                it, proof, goesOn ? RecoveryState.proved : RecoveryState.contested, books.now());
        books.note(it.accountId().toString(), "proved", it, proof + (goesOn ? "" : " contested"));
        if (news) {
            books.tell(it, "recovering");
        }
        if (!goesOn) {
            books.tell(it, "recovery-contested");
        }
    }

    /// Those that lie about from days before.
    private List<Recoveries.Recovery> ended(List<Recoveries.Recovery> all, UUID id) {
        return all.stream()
                .filter(each -> !each.id().equals(id))
                .filter(each -> each.state().isOpen() && !start.isRecent(each))
                .toList();
    }

    private void contest(Recoveries.Recovery other) {
        if (other.state() == RecoveryState.proved) {
            recoveries.move(other, RecoveryState.contested);
            books.note("system", "contested", other, "");
            books.tell(other, "recovery-contested");
        }
    }
}
