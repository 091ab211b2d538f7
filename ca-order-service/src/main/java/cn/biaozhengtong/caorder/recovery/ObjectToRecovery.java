package cn.biaozhengtong.caorder.recovery;

import cn.biaozhengtong.caorder.standing.IdentityDesk;
import cn.biaozhengtong.kit.id.AccountId;
import cn.biaozhengtong.kit.id.Person;
import java.util.List;
import java.util.UUID;
import org.springframework.stereotype.Component;

/// What a mere login on another device of the account may do against a recovery: two operators see
/// it before everything else. It stops one whose holder proved possession until they decided, or
/// until he proves his presence; against presence it stops nothing, so that who stole a login
/// cannot cost a bidder his opening.
@Component
public class ObjectToRecovery {
    private final Recoveries recoveries;
    private final RecoveryContests contests;
    private final RecoveryBooks books;

    ObjectToRecovery(Recoveries recoveries, RecoveryContests contests, RecoveryBooks books) {
        this.recoveries = recoveries;
        this.contests = contests;
        this.books = books;
    }

    /// Those that the account's devices may object to or stop, as many as a phone shows.
    public List<Recoveries.Recovery> open(AccountId account) {
        return recoveries.openOf(account).stream().limit(50).toList();
    }

    public void object(Person person, UUID id) {
        Recoveries.Recovery seen = contests.against(person, id);
        books.run(() -> {
            Recoveries.Recovery it = contests.lock(seen);
            if (!it.state().isOpen()) {
                throw RecoveryProblem.recovery_over.exception();
            }
            if (contests.object(it, person.device(), books.now())) {
                books.note(person.account().toString(), "objected", it, person.device().toString());
                stopped(it);
            }
        });
    }

    private void stopped(Recoveries.Recovery it) {
        boolean weak = it.isWeakerThan(IdentityDesk.Proof.presence);
        if (weak && it.state() == RecoveryState.proved) {
            recoveries.move(it, RecoveryState.contested, books.now());
            books.tell(it, "recovery-contested");
        } else if (contests.isAgreed(it, true)) {
            recoveries.nextRound(it);
        }
    }
}
